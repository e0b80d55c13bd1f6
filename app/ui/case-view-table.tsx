import type { Clock } from "../clock.ts";
import { Table } from "./table.tsx";
import { AtMoment } from "./when.tsx";

/** One line of who saw what, said. */
type SaidCaseView = {
  key: string;
  person: { name: string; handle: string };
  number: string;
  what: string;
  at: Date;
};

/** Who saw what, newest first: of one case with a link to each person's, of one person with a link to each case. */
export function CaseViewTable({
  caption,
  clock,
  views,
  of,
}: {
  caption: string;
  clock: Clock;
  views: SaidCaseView[];
  of: "case" | "person";
}) {
  return (
    <Table
      caption={<span className="govuk-visually-hidden">{caption}</span>}
      columns={[
        { title: of === "case" ? "Who" : "Case" },
        { title: "What" },
        { title: "When", onPhone: "inline" },
      ]}
      rows={views.map(({ key, person, number, what, at }) => ({
        key,
        cells: [
          of === "case" ? (
            <a
              key="who"
              className="govuk-link"
              href={`/cases/views?person=${encodeURIComponent(person.handle)}`}
            >
              {person.name}
            </a>
          ) : (
            <a key="case" className="govuk-link report-number" href={`/cases/${number}`}>
              {number}
            </a>
          ),
          what,
          <AtMoment key="at" clock={clock} at={at} />,
        ],
      }))}
    />
  );
}
