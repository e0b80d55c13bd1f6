const room = { top: 12, bottom: 28, left: 52, height: 200 };

/**
 * A number that grows in steps, drawn on the server: one step a value, on an axis from 0 to `most`. Only the
 * line is stretched to the width there is; its words keep their size. Its numbers belong into a table beside.
 */
export function StepLine({
  title,
  steps,
  most,
  first,
  last,
  locale,
}: {
  title: string;
  steps: number[];
  most: number;
  /** What stands under the beginning and the end of the axis. */
  first: string;
  last: string;
  locale: string;
}) {
  const top = Math.max(1, most);
  const plot = room.height - room.top - room.bottom;
  const at = (value: number) => 100 - (value / top) * 100;
  const width = 100 / Math.max(1, steps.length);
  const line = steps.map(
    (value, n) => `${n ? "L" : "M"}${n * width} ${at(value)}H${(n + 1) * width}`,
  );
  const marks = [...new Set([0, Math.round(top / 2), top])];
  return (
    <svg className="chart" role="img" aria-label={title} width="100%" height={room.height}>
      {marks.map((mark) => {
        const y = room.top + (at(mark) / 100) * plot;
        return (
          <g key={mark}>
            <line className="chart__grid" x1={room.left} x2="100%" y1={y} y2={y} />
            <text className="chart__label" x={room.left - 8} y={y + 5} textAnchor="end">
              {mark.toLocaleString(locale)}
            </text>
          </g>
        );
      })}
      <svg
        x={room.left}
        y={room.top}
        width={`calc(100% - ${room.left}px)`}
        height={plot}
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        overflow="visible"
        aria-hidden="true"
      >
        {steps.length > 0 ? (
          <>
            <path className="chart__area" d={`${line.join("")}V100H0Z`} />
            <path className="chart__line" d={line.join("")} vectorEffect="non-scaling-stroke" />
          </>
        ) : null}
      </svg>
      <text className="chart__label" x={room.left} y={room.height - 6}>
        {first}
      </text>
      <text className="chart__label" x="100%" y={room.height - 6} textAnchor="end">
        {last}
      </text>
    </svg>
  );
}
