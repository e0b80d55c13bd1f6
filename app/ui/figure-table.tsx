import type { ReactNode } from "react";
import { ShareBar } from "./share-bar.tsx";

/** A row of a plot: what it is of, its bar, and the cells with its numbers. */
type FigureRow = {
  key: string;
  name: ReactNode;
  share: number;
  /** The share in words, where it is a figure of its own. */
  percent?: string;
  kind: string;
  cells: ReactNode[];
};

/**
 * Horizontal bars with their numbers in the table beside them; the numbers are links to their people. On a
 * phone a bar stands under its name instead.
 */
export function FigureTable({
  caption,
  of,
  columns,
  rows,
}: {
  caption: string;
  /** What a row is of: the title of the first column. */
  of: string;
  /** The titles of the numbers. */
  columns: string[];
  rows: FigureRow[];
}) {
  return (
    <table className="govuk-table figure-table">
      <caption className="govuk-visually-hidden">{caption}</caption>
      <thead className="govuk-table__head">
        <tr className="govuk-table__row">
          <th scope="col" className="govuk-table__header">
            {of}
          </th>
          <td className="govuk-table__header figure-table__bar" aria-hidden="true" />
          {columns.map((title) => (
            <th
              key={title}
              scope="col"
              className="govuk-table__header govuk-table__header--numeric"
            >
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="govuk-table__body">
        {rows.map(({ key, name, cells, ...bar }) => (
          <tr key={key} className="govuk-table__row">
            <th scope="row" className="govuk-table__header">
              {name}
              <span className="figure-table__under">
                <Bar {...bar} />
              </span>
            </th>
            <td className="govuk-table__cell figure-table__bar">
              <Bar {...bar} />
            </td>
            {cells.map((cell, n) => (
              <td key={columns[n]} className="govuk-table__cell govuk-table__cell--numeric">
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Bar({ share, percent, kind }: Pick<FigureRow, "share" | "percent" | "kind">) {
  return (
    <span className="figure-table__share">
      <ShareBar share={share} kind={kind} />
      {percent ? <span>{percent}</span> : null}
    </span>
  );
}
