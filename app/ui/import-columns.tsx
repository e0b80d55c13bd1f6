import { fieldNames, importFields } from "../people/import/fields.ts";
import type { Import } from "../people/import/imports.ts";
import { Table } from "./table.tsx";

/** What the file's columns were read as; above it, what was not understood and what no column gives. */
export function ImportColumns({ file }: { file: Import }) {
  const { fields, titles, ignoredColumns } = file;
  const lacking = fieldNames.filter((field) => !fields.includes(field));
  const quoted = (names: string[]) => names.map((name) => `“${name}”`).join(", ");
  return (
    <>
      {ignoredColumns.length > 0 || lacking.length > 0 ? (
        <div className="govuk-warning-text">
          <span className="govuk-warning-text__icon" aria-hidden="true">
            !
          </span>
          <strong className="govuk-warning-text__text">
            <span className="govuk-visually-hidden">Warning</span>
            {ignoredColumns.length > 0
              ? `Not recognised, and left out: ${quoted(ignoredColumns)}. `
              : null}
            {lacking.length > 0
              ? `No column of the file gives: ${lacking.map((field) => importFields[field].title).join(", ")}. What the directory says of it stays; for new people it is empty.`
              : null}
          </strong>
        </div>
      ) : null}
      <details className="govuk-details" open={ignoredColumns.length > 0}>
        <summary className="govuk-details__summary">
          <span className="govuk-details__summary-text">What your columns were read as</span>
        </summary>
        <div className="govuk-details__text">
          <Table
            caption={<span className="govuk-visually-hidden">What your columns were read as</span>}
            columns={["Your column", "Read as"].map((title) => ({ title }))}
            rows={[
              ...fields.map((field, index) => ({
                key: field,
                cells: [titles[index] ?? "", importFields[field].title],
              })),
              ...ignoredColumns.map((title, index) => ({
                key: `ignored-${index}`,
                cells: [title, "Not read"],
              })),
            ]}
          />
        </div>
      </details>
    </>
  );
}
