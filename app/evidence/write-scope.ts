import type { AssignmentRule } from "../attestation/assignment.ts";
import { ruleWords } from "../attestation/words.ts";
import { titleOf } from "../content/title-of.ts";
import { titleChannels } from "../people/channels.ts";
import { type Block, type Section, tableOr } from "./document.ts";
import type { Writing } from "./write-document.ts";
import { trackTitle } from "./write-summary.ts";

/** What was in force, and why it applied to this person. */
export function writeScope(writing: Writing): Section[] {
  const { packet, day, moment } = writing;
  return [
    {
      id: "in-force",
      title: "What was in force",
      blocks: [
        {
          words:
            "A version is never changed after it was published. Which one was in force on a day follows " +
            "from these dates; a version published in the portal later than it took effect says so.",
        },
        {
          table: {
            columns: ["Version", "In force from", "Published in the portal", "Kind", "Digest"],
            rows: packet.versions.map((version) => [
              String(version.number),
              day(version.effective_on),
              moment(version.published_at),
              version.kind,
              version.version_digest,
            ]),
          },
        },
      ],
    },
    {
      id: "why-in-scope",
      title: "Why it applied to this person",
      blocks: [...writeAssignments(writing), ...writeHistory(writing)],
    },
  ];
}

function writeAssignments({ packet, day, moment }: Writing): Block[] {
  return packet.assignments.flatMap((one): Block[] => [
    { heading: `Assigned: ${trackTitle(packet, one.track)}` },
    {
      facts: [
        ["Reason given", one.reason],
        [
          "Assigned",
          `${moment(one.assigned_at)}, ${ruleWords[one.rule as AssignmentRule] ?? one.rule}, ` +
            `by ${one.assigned_by ?? "the portal itself"}`,
        ],
        ["Due", day(one.due_on)],
        ...one.changes.map(({ at, by, words }): [string, string] => [
          "Changed",
          `${moment(at)}, by ${by ?? "the portal itself"}: ${words}`,
        ]),
      ],
    },
  ]);
}

type Dated = Writing["packet"]["history"]["leaves"][number];

function writeHistory({ packet, day, moment }: Writing): Block[] {
  const { employments, leaves, exemptions, authorizations } = packet.history;
  const { employmentTypes } = packet.version.content.organization;
  const when = ({ from_on, until_on }: Dated) =>
    until_on === null ? `from ${day(from_on)}` : `${day(from_on)} to ${day(until_on)}`;
  const recorded = ({ recorded_at, recorded_by, superseded_at }: Dated) =>
    `${moment(recorded_at)}, by ${recorded_by ?? "the portal itself"}` +
    (superseded_at ? `; replaced ${moment(superseded_at)}` : "");
  return [
    { heading: "Work over time" },
    {
      words:
        "Rows are never overwritten: a correction is a new row, and the row before it stays and says when " +
        "it was replaced.",
    },
    tableOr(
      "No employment is recorded.",
      ["When", "Position", "Department", "Type", "Supervisor", "Recorded"],
      employments.map((row) => [
        when(row),
        row.position,
        row.department,
        titleOf(employmentTypes, row.type),
        row.supervisor ?? "None",
        recorded(row),
      ]),
    ),
    { heading: "Leave" },
    tableOr(
      "No leave is recorded.",
      ["When", "Recorded"],
      leaves.map((row) => [when(row), recorded(row)]),
    ),
    { heading: "Exemption" },
    tableOr(
      "No exemption is recorded.",
      ["When", "Reason", "Recorded"],
      exemptions.map((row) => [when(row), row.reason, recorded(row)]),
    ),
    { heading: "Authorized to speak for the City" },
    tableOr(
      "No authorization is recorded.",
      ["Entry", "When", "On what", "Where", "Authorized by", "Recorded"],
      authorizations.map((row) => [
        `${row.reference}, ${row.step}${row.reason ? `: ${row.reason}` : ""}`,
        when(row),
        row.subject,
        titleChannels(row.channels),
        `${row.authorized_by}, ${row.basis}`,
        recorded(row),
      ]),
    ),
  ];
}
