import type { ReactNode } from "react";

/** `onPhone`: beside the name in the corner of the card, or in a line with others and without its title. */
export type Column = {
  title: string;
  sorted?: "ascending" | "descending";
  onPhone?: "corner" | "inline";
};
/** A cell that is null says nothing, and is left out of the card on a phone. */
export type Row = { key: string; cells: ReactNode[] };

/**
 * A table whose first column names the row. On a phone each row becomes a card; the roles are written out
 * because a table that is displayed as blocks would lose them.
 */
export function Table({
  caption,
  columns,
  rows,
}: {
  caption: ReactNode;
  columns: Column[];
  rows: Row[];
}) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: display: block takes them away
    <div className="wide-table">
      <table className="govuk-table cards-on-phone" role="table">
        <caption className="govuk-table__caption govuk-table__caption--m">{caption}</caption>
        <thead className="govuk-table__head" role="rowgroup">
          <tr className="govuk-table__row" role="row">
            {columns.map(({ title, sorted }) => (
              <th
                key={title}
                scope="col"
                role="columnheader"
                className="govuk-table__header"
                aria-sort={sorted}
              >
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="govuk-table__body" role="rowgroup">
          {rows.map(({ key, cells: [name, ...cells] }) => (
            <tr key={key} className="govuk-table__row" role="row">
              <th scope="row" role="rowheader" className="govuk-table__header">
                {name}
              </th>
              {cells.map((cell, index) => {
                const { title, onPhone = "line" } = columns[index + 1] ?? { title: "" };
                const where = cell === null ? "nowhere" : onPhone;
                return (
                  <td
                    key={title}
                    role="cell"
                    className={`govuk-table__cell card-${where}`}
                    data-label={title}
                  >
                    <span>{cell}</span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
    // biome-ignore-end lint/a11y/noRedundantRoles: display: block takes them away
  );
}
