import type { Clock } from "../clock.ts";
import { titleOf } from "../content/title-of.ts";
import type { PersonHistory } from "../people/history.ts";
import { DatedRows } from "./dated-rows.tsx";

/** Employment, leave and exemption of a person over time. */
export function WorkHistory({
  clock,
  history: { employments, leaves, exemptions },
  types,
}: {
  clock: Clock;
  history: PersonHistory;
  types: { id: string; title: string }[];
}) {
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
        ]}
      />
      <DatedRows clock={clock} title="Leave" none="No leave is recorded." rows={leaves} />
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
