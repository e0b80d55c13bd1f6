export type Bar = { label: string; value: number; kind: string };

const barRow = 44;

/**
 * Horizontal bars, each a share of all, drawn on the server. Widths are shares of the picture's own, so that it fits any screen
 * and its words keep their size. Its numbers belong into a table beside it.
 */
export function BarChart({ title, bars }: { title: string; bars: Bar[] }) {
  const all = Math.max(
    1,
    bars.reduce((sum, { value }) => sum + value, 0),
  );
  return (
    <svg className="chart" role="img" aria-label={title} width="100%" height={bars.length * barRow}>
      {bars.map(({ label, value, kind }, index) => (
        <g key={label} transform={`translate(0 ${index * barRow})`}>
          <text className="chart__label" x="0" y="16">
            {label}
          </text>
          <text className="chart__value" x="100%" y="16" textAnchor="end">
            {value}
          </text>
          <rect className="chart__ground" x="0" y="23" width="100%" height="12" rx="2" />
          {value > 0 ? (
            <rect
              className={`chart__bar chart__bar--${kind}`}
              x="0"
              y="23"
              width={`${Math.max(1, Math.round((value / all) * 1000) / 10)}%`}
              height="12"
              rx="2"
            />
          ) : null}
        </g>
      ))}
    </svg>
  );
}
