import type { AssignmentRule } from "../attestation/assignment.ts";
import type { EndingReason } from "../attestation/end-assignments.ts";
import type { MoveReason } from "../attestation/move-due-days.ts";
import { endingWords, ruleWords } from "../attestation/words.ts";
import { titleOf } from "../content/title-of.ts";
import { titleChannels } from "../people/channels.ts";
import { type Block, type Section, tableOr } from "./document.ts";
import { importedWords } from "./imported-words.ts";
import type { PacketAssignment, PacketChange } from "./packet.ts";
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
            "from these dates; where one was published in the portal after it took effect, both days show it.",
        },
        {
          table: {
            columns: ["Version", "In force from", "Published in the portal", "Kind", "Digest"],
            rows: packet.versions.map((version) => [
              String(version.number),
              day(version.effective_on),
              moment(version.published_at),
              versionKindWords[version.kind] ?? version.kind,
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

const versionKindWords: Record<string, string> = {
  substantive: "Substantive: to be acknowledged anew",
  editorial: "Editorial: what was acknowledged before still counts",
};

function writeAssignments({ packet, day, moment }: Writing): Block[] {
  return packet.assignments.flatMap((one): Block[] => [
    { heading: `Assigned: ${trackTitle(packet, one.track)}` },
    {
      facts: [
        ["Reason, as told to them", `“${one.reason}”`],
        [
          "Assigned",
          `${moment(one.assigned_at)}, ${ruleWords[one.rule as AssignmentRule] ?? one.rule}, ` +
            `by ${one.assigned_by ?? "the portal itself"}`,
        ],
        [
          one.changes.some(({ what }) => what === "due-day-moved") ? "Due at first" : "Due",
          day(dueAtFirst(one)),
        ],
        ...one.changes.map((change): [string, string] => [
          change.what === "ended" ? "Ended" : `Due day moved to ${day(change.to_on)}`,
          `${moment(change.at)}, by ${change.by ?? "the portal itself"}, ${whyWords(change)}: ${change.words}`,
        ]),
      ],
    },
  ]);
}

const dueAtFirst = ({ changes, due_on }: PacketAssignment) =>
  changes.find((change) => change.what === "due-day-moved")?.from_on ?? due_on;

const moveWords: Record<MoveReason, string> = {
  leave: "because of leave",
  exemption: "because of an exemption",
  "by-hand": "by hand",
};

function whyWords({ what, why }: PacketChange): string {
  if (what === "ended") return endingWords[why as EndingReason] ?? why;
  return moveWords[why as MoveReason] ?? why;
}

type Dated = Writing["packet"]["history"]["leaves"][number];

function writeHistory({ packet, day, moment }: Writing): Block[] {
  const { employments, leaves, exemptions, imports, authorizations } = packet.history;
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
    { heading: "Files of the directory" },
    ...(imports.length === 0
      ? [{ words: "No merged file of the directory changed anything of this person." }]
      : [
          {
            words:
              "One ledger record stands for a whole file. It carries the digest of the list of all changes, " +
              "which is kept and names other people too; so that list is not in this packet, and that the " +
              "lines below stand in it rests on the portal's signature. The City can show it: the list, " +
              "downloaded from the import, has this digest, and holds the line to the letter.",
          },
          {
            table: {
              columns: ["File", "What changed", "Line in the list", "Digest of the list"],
              rows: imports.map((one) => [
                `Import ${one.number}, merged ${moment(one.merged_at)}, by ${one.merged_by ?? "the portal itself"}, changes from ${day(one.effective_on)}`,
                importedWords(one),
                one.line,
                one.changes_digest,
              ]),
            },
          },
        ]),
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
