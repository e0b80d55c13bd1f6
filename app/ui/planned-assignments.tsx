import type { PlannedAssignment } from "../attestation/planned-assignments.ts";
import type { Clock } from "../clock.ts";
import { Paging } from "./paging.tsx";
import { Table } from "./table.tsx";
import { OnDay } from "./when.tsx";

/** Who would get an assignment, why, and by when: a page of the list. */
export function PlannedAssignments({
  clock,
  rows,
  count,
  previous,
  next,
}: {
  clock: Clock;
  rows: PlannedAssignment[];
  count: number;
  previous: string | null;
  next: string | null;
}) {
  return (
    <section aria-labelledby="planned">
      <h2 className="govuk-heading-m" id="planned">
        Who gets an assignment: {count.toLocaleString(clock.locale)}
      </h2>
      {rows.length === 0 ? (
        <p className="govuk-body">
          Nobody at present. Whoever comes into the audience later gets one then.
        </p>
      ) : (
        <Table
          caption={<span className="govuk-visually-hidden">Who gets an assignment</span>}
          columns={["Name", "Department", "Why, as they are told", "Due"].map((title) => ({
            title,
          }))}
          rows={rows.map((row) => ({
            key: `${row.handle} ${row.reason}`,
            cells: [
              <a
                key="name"
                className="govuk-link"
                href={`/hr/people/${encodeURIComponent(row.handle)}`}
              >
                {row.familyName}, {row.givenName}
              </a>,
              row.department,
              `“${row.reason}”`,
              <OnDay key="due" clock={clock} day={row.dueOn} isNear />,
            ],
          }))}
        />
      )}
      <Paging previous={previous} next={next} />
    </section>
  );
}
