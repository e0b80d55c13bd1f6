import type { Import, ImportFault } from "../people/import/imports.ts";
import { ImportColumns } from "./import-columns.tsx";
import { Table } from "./table.tsx";

/** What is to be mended in a file, row by row; the first of many, and all of them to download. */
export function ImportFaults({
  file,
  faults,
  path,
  locale,
}: {
  file: Import;
  faults: ImportFault[];
  path: string;
  locale: string;
}) {
  const all = file.faults.toLocaleString(locale);
  return (
    <>
      <div className="govuk-error-summary" role="alert">
        <h2 className="govuk-error-summary__title">Nothing was changed</h2>
        <div className="govuk-error-summary__body">
          <p className="govuk-body">
            {file.faults === 1 ? "One thing is" : `${all} things are`} to be mended. Mend the file,
            then{" "}
            <a className="govuk-link" href="/hr/people/import">
              send it again
            </a>
            .
          </p>
        </div>
      </div>
      <p className="govuk-body">
        {faults.length < file.faults ? `These are the first ${faults.length}. ` : ""}
        <a className="govuk-link" href={`${path}/faults.csv`}>
          Download all {all} as a spreadsheet (CSV)
        </a>
      </p>
      <ImportColumns file={file} />
      <Table
        caption={<span className="govuk-visually-hidden">What is to be mended</span>}
        columns={["Row", "Column", "What to do"].map((title) => ({ title }))}
        rows={faults.map(({ row, column, mend }, index) => ({
          key: String(index),
          cells: [
            row === 0 ? "The file" : `Row ${row}`,
            column || "The whole row",
            <span key="mend">{mend}.</span>,
          ],
        }))}
      />
    </>
  );
}
