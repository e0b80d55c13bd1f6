import { stringify } from "csv-stringify/sync";
import { ageWords } from "../attestation/overdue-age.ts";
import { attestationStates, stateWords } from "../attestation/state.ts";
import type { Organization } from "../content/frozen-version.ts";
import { titleOf } from "../content/title-of.ts";
import type { NoticeState } from "../notices/notice.ts";
import { noticeStateWords } from "../notices/words.ts";
import type { Unreached } from "./addresses.ts";
import type { Dashboard } from "./dashboard.ts";
import { askedOf, type StateCounts } from "./state-counts.ts";

/**
 * The figures as a CSV file (RFC 4180, UTF-8 with a byte order mark): one a line, with what it is of. They
 * are numbers of people and no names, so no export is recorded.
 */
export function writeDashboard(
  { version, track, clock, completion, firstTries }: Dashboard,
  { unreached, notices }: Beside,
  { employmentTypes }: Organization,
): { name: string; text: string } {
  const { states, departments, types, weeks, overdue } = completion;
  const lines: Line[] = [
    ...attestationStates.map(
      (state): Line => ["By state", stateWords[state], "Assignments", states[state] ?? 0],
    ),
    ...departments.flatMap(({ department, states }) =>
      completionLines("By department", department, states),
    ),
    ...types.flatMap(({ type, states }) =>
      completionLines("By employment type", titleOf(employmentTypes, type), states),
    ),
    ...weeks.flatMap(({ from, count, soFar }): Line[] => [
      ["Over time", `Week from ${from}`, "Acknowledged that week", count],
      ["Over time", `Week from ${from}`, "Acknowledged so far", soFar],
    ]),
    ...overdue.map(({ age, count }): Line => ["Overdue", ageWords[age], "Assignments", count]),
    ...firstTries.flatMap(({ ask, situation, lesson, missed, answered }): Line[] => [
      ["First tries", `${lesson.title}: ${situation} ${ask}`, "Missed by", missed],
      ["First tries", `${lesson.title}: ${situation} ${ask}`, "Answered by", answered],
    ]),
    ["No mail reaches", "Without an e-mail address", "People", unreached.none],
    ["No mail reaches", "With one that does not work", "People", unreached.failing],
    ...notices.map(
      ({ state, count }): Line => [
        "Notices",
        noticeStateWords[state],
        count > 1000 ? "Notices, more than" : "Notices",
        Math.min(count, 1000),
      ],
    ),
  ];
  const about = [clock.today, `${version.policy}, version ${version.number}`, track.title];
  const text = stringify([headings, ...lines.map((line) => [...about, ...line])], {
    bom: true,
    escape_formulas: true,
    record_delimiter: "windows",
    // Told which end a record has, the library would no longer quote a cell with another line end in it.
    quote_record_delimiter: true,
  });
  return { name: `dashboard-${clock.today}.csv`, text };
}

/** What concerns every version and track. */
type Beside = { unreached: Unreached; notices: { state: NoticeState; count: number }[] };

type Line = [figure: string, of: string, measure: string, count: number];

const headings = ["Day", "Policy", "Track", "Figure", "Of", "Measure", "Number"];

function completionLines(figure: string, of: string, states: StateCounts): Line[] {
  return [
    [figure, of, "Acknowledged", states.acknowledged ?? 0],
    [figure, of, "Asked for", askedOf(states)],
    [figure, of, "Overdue", states.overdue ?? 0],
  ];
}
