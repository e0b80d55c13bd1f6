const room = { top: 18, bottom: 26, height: 200 };

/**
 * A number that grows in steps, drawn on the server: one step a value, on an axis from 0 to `most`. Places
 * are shares of the picture's width, so that it fits any screen or sheet and its words keep their size. Its
 * numbers belong into a table beside.
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
  const ground = room.height - room.bottom;
  const at = (value: number) => ground - (value / top) * (ground - room.top);
  const marks = [...new Set([0, Math.round(top / 2), top])];
  return (
    <svg className="chart" role="img" aria-label={title} width="100%" height={room.height}>
      {levelsOf(steps).map(({ value, before, from, until }) => (
        <g key={from}>
          <rect
            className="chart__area"
            x={percent(from)}
            width={percent(until - from)}
            y={at(value)}
            height={ground - at(value)}
          />
          <line className="chart__line" {...rising(from, at(before), at(value))} />
          <line
            className="chart__line"
            x1={percent(from)}
            x2={percent(until)}
            y1={at(value)}
            y2={at(value)}
          />
        </g>
      ))}
      {marks.map((mark) => (
        <g key={mark}>
          <line className="chart__grid" x1="0" x2="100%" y1={at(mark)} y2={at(mark)} />
          <text className="chart__label" x="0" y={at(mark) - 4}>
            {mark.toLocaleString(locale)}
          </text>
        </g>
      ))}
      <text className="chart__label" x="0" y={room.height - 6}>
        {first}
      </text>
      <text className="chart__label" x="100%" y={room.height - 6} textAnchor="end">
        {last}
      </text>
    </svg>
  );
}

const percent = (share: number) => `${Math.round(share * 10_000) / 100}%`;

const rising = (at: number, y1: number, y2: number) => ({
  ...{ x1: percent(at), x2: percent(at) },
  ...{ y1, y2 },
});

/** Stretches of one value, with the value before and their places from 0 to 1. */
function levelsOf(steps: number[]) {
  const levels: { value: number; before: number; from: number; until: number }[] = [];
  for (const [n, value] of steps.entries()) {
    const until = (n + 1) / steps.length;
    const level = levels.at(-1);
    if (level?.value === value) level.until = until;
    else levels.push({ value, before: level?.value ?? value, from: n / steps.length, until });
  }
  return levels;
}
