import type { Clock } from "../clock.ts";
import { titleOf } from "../content/title-of.ts";
import type { DatedRow, PersonHistory } from "../people/history.ts";
import { DatedRows } from "./dated-rows.tsx";

/** Employment, leave and exemption of a person over time. */
export function WorkHistory({
  clock,
  history: { employments, leaves, exemptions },
  types,
  path,
}: {
  clock: Clock;
  history: PersonHistory;
  types: { id: string; title: string }[];
  /** The address of the person's file: rows in force can be corrected below it. */
  path: string;
}) {
  const correct = (what: string) => (row: DatedRow) =>
    row.supersededAt ? null : (
      <a className="govuk-link no-print" href={`${path}/${what}/${row.fromOn}`}>
        Correct<span className="govuk-visually-hidden"> the one from {row.fromOn}</span>
      </a>
    );
  return (
    <>
      <DatedRows
        clock={clock}
        title="Employment"
        none="No employment is recorded."
        rows={employments}
        columns={[
          { title: "Department", cell: ({ department }) => department },
          { title: "Position", cell: ({ position }) => position },
          { title: "Employment type", cell: ({ type }) => titleOf(types, type) },
          { title: "Supervisor", cell: ({ supervisor }) => supervisor ?? "None" },
          { title: "Change", cell: correct("work") },
        ]}
      />
      <DatedRows
        clock={clock}
        title="Leave"
        none="No leave is recorded."
        rows={leaves}
        columns={[{ title: "Change", cell: correct("leave") }]}
      />
      <DatedRows
        clock={clock}
        title="Exemption"
        none="No exemption is recorded."
        rows={exemptions}
        columns={[{ title: "Reason", cell: ({ reason }) => reason }]}
      />
    </>
  );
}
