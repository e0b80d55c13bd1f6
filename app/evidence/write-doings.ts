import { methodWords } from "../attestation/words.ts";
import type { Block, Section } from "./document.ts";
import type { PacketAssignment } from "./packet.ts";
import type { Writing } from "./write-document.ts";
import { trackTitle } from "./write-summary.ts";

/** What the person did and when, and what they stated in the end. */
export function writeDoings(writing: Writing): Section {
  const { packet } = writing;
  return {
    id: "what-they-did",
    title: "What this person did",
    blocks:
      packet.assignments.length === 0
        ? [{ words: "Nothing of this version was assigned to this person." }]
        : packet.assignments.flatMap((one) => [
            { heading: trackTitle(packet, one.track) },
            attemptsTable(writing, one),
            ...acknowledgementBlocks(writing, one),
          ]),
  };
}

/** One row a lesson: the attempts themselves stand further below, in the words that were shown. */
function attemptsTable({ packet, moment }: Writing, { track, attempts }: PacketAssignment): Block {
  const lessons = packet.version.content.tracks.find(({ id }) => id === track)?.lessons ?? [];
  return {
    table: {
      columns: ["Lesson", "Questions answered right", "Attempts", "First attempt", "Last attempt"],
      rows: lessons.map(({ title, scenarios }) => {
        const ids = scenarios.map(({ id }) => id);
        const own = attempts.filter(({ scenario }) => ids.includes(scenario));
        const times = own.map(({ at }) => at).toSorted();
        const right = new Set(own.filter((one) => one.right).map(({ scenario }) => scenario));
        return [
          title,
          `${right.size} of ${ids.length}`,
          String(own.length),
          times[0] ? moment(times[0]) : "None",
          times.length ? moment(times.at(-1) ?? "") : "None",
        ];
      }),
    },
  };
}

function acknowledgementBlocks(
  { packet, moment }: Writing,
  { acknowledgement, settled_as }: PacketAssignment,
): Block[] {
  if (!acknowledgement) {
    return [
      {
        words: settled_as
          ? `There is no acknowledgement: the assignment is settled as "${settled_as}".`
          : "There is no acknowledgement.",
      },
    ];
  }
  const { at, method, typed_name, directory_name, reference, record } = acknowledgement;
  return [
    {
      words:
        acknowledgement.grade === "refused"
          ? "The person refused to acknowledge. The statement put to them was:"
          : "The person acknowledged the version with this statement:",
    },
    { words: packet.version.content.statement.text },
    {
      facts: [
        ["When", moment(at)],
        ["How identity was shown", methodWords(method)],
        [
          "Name as typed",
          typed_name === directory_name
            ? `${typed_name}, as in the directory`
            : `${typed_name}. The directory had: ${directory_name}`,
        ],
        ["Receipt", reference],
        ["Ledger record", record],
      ],
    },
  ];
}
