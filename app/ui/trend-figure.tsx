import { nameQuarter, type Quarter } from "../exchanges/quarters.ts";
import type { TrendLine } from "../exchanges/trend-lines.ts";
import { Figure } from "./figure.tsx";

/** Kinds of exchange reports over the quarters: each a row of columns with their numbers beneath. */
export function TrendFigure({
  id,
  title,
  locale,
  quarters,
  table: { lines, together },
  none,
}: {
  id: string;
  title: string;
  locale: string;
  quarters: Quarter[];
  /** Without what is kept back together where numbers do not add up, as medians. */
  table: { lines: TrendLine[]; together: (number | null)[] | null };
  /** Said instead, where no kind has a number. */
  none: string;
}) {
  const rest = { name: "All kept back, together", counts: together ?? [] };
  const shown = together ? [...lines, rest] : lines;
  const most = Math.max(1, ...shown.flatMap(({ counts }) => counts.map((count) => count ?? 0)));
  const hasNumbers = lines.some(({ counts }) => counts.some((count) => count !== null));
  return (
    <Figure id={id} title={title}>
      {hasNumbers ? (
        <table className="govuk-table trend">
          <caption className="govuk-visually-hidden">{title}, by quarter</caption>
          <thead>
            <tr>
              {quarters.map((quarter) => (
                <th key={quarter.from} scope="col">
                  <span aria-hidden="true">
                    Q{quarter.number}
                    <br />
                    {quarter.year}
                  </span>
                  <span className="govuk-visually-hidden">{nameQuarter(quarter)}</span>
                </th>
              ))}
            </tr>
          </thead>
          {shown.map(({ name, counts }) => (
            <tbody key={name} className={name === rest.name ? "trend__rest" : undefined}>
              <tr>
                <th scope="rowgroup" colSpan={quarters.length}>
                  {name}
                </th>
              </tr>
              <tr>
                {counts.map((count, n) => (
                  <td key={quarters[n]?.from}>
                    <Column share={(count ?? 0) / most} isRest={name === rest.name} />
                    {count === null ? (
                      <>
                        <span aria-hidden="true">–</span>
                        <span className="govuk-visually-hidden">kept back</span>
                      </>
                    ) : (
                      count.toLocaleString(locale)
                    )}
                  </td>
                ))}
              </tr>
            </tbody>
          ))}
        </table>
      ) : (
        <p className="govuk-body">{none}</p>
      )}
    </Figure>
  );
}

const height = 44;

function Column({ share, isRest }: { share: number; isRest: boolean }) {
  const tall = share > 0 ? Math.max(2, Math.round(share * height)) : 0;
  return (
    <svg
      className="trend__column"
      aria-hidden="true"
      focusable="false"
      width="100%"
      height={height}
    >
      <rect className="chart__ground" y={height - 1} width="100%" height="1" />
      {tall > 0 ? (
        <rect
          className={`chart__bar${isRest ? "" : " chart__bar--counted"}`}
          x="15%"
          y={height - tall}
          width="70%"
          height={tall}
        />
      ) : null}
    </svg>
  );
}
