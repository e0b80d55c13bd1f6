import { methodWords } from "../attestation/words.ts";
import { methodWords as signInWords } from "../auth/session-words.ts";
import type { SignInMethod } from "../auth/viewer.ts";
import { endSentence } from "../end-sentence.ts";
import type { LessonsTaken } from "../paper/paper-facts.ts";
import { lessonsTakenWords } from "../paper/words.ts";
import type { Block, Section } from "./document.ts";
import type { PacketAcknowledgement, PacketAssignment, PacketPaper } from "./packet.ts";
import { factorsAt } from "./second-step.ts";
import type { Writing } from "./write-document.ts";
import { factorWords } from "./write-identity.ts";
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
            { words: "Questions answered in the portal, lesson by lesson:" },
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
  writing: Writing,
  { acknowledgement, changes }: PacketAssignment,
): Block[] {
  if (!acknowledgement) {
    const ended = changes.find(({ what }) => what === "ended");
    return [
      {
        words: ended
          ? `There is no acknowledgement: the assignment ended before there was one, on ${endSentence(writing.moment(ended.at))} ${endSentence(ended.words)}`
          : "There is no acknowledgement.",
      },
    ];
  }
  const { paper } = acknowledgement;
  return [
    { words: introducing(acknowledgement) },
    { words: writing.packet.version.content.statement.text },
    {
      facts: paper
        ? paperFacts(writing, acknowledgement, paper)
        : signedInFacts(writing, acknowledgement),
    },
    ...(paper?.lessons === "not-taken"
      ? [
          {
            words:
              "Whatever the statement says of lessons: it is recorded with this paper that none were taken.",
          },
        ]
      : []),
    ...(paper ? [{ words: scanWords(paper) }] : []),
  ];
}

function introducing({ grade, paper }: PacketAcknowledgement): string {
  if (grade === "refused") {
    return "This statement was put to the person on paper, and they refused it before a witness. A refusal counts as acknowledged nowhere. The statement was:";
  }
  return paper
    ? "The person signed this statement on paper, before a witness:"
    : "The person acknowledged the version in the portal, with this statement:";
}

function signedInFacts(
  { packet, moment }: Writing,
  { at, method, typed_name, directory_name, reference, record, session }: PacketAcknowledgement,
): [string, string][] {
  const stood = factorsAt(packet.identity.second_step, at);
  return [
    ["When", moment(at)],
    [
      "How identity was shown",
      capital(methodWords(method, (shown) => moment(shown.toISOString()))),
    ],
    ["Signed in by", session ? sessionWords(session) : "Not on record"],
    [
      "Second step that stood then",
      stood.length === 0
        ? "None"
        : capital(
            stood
              .map(({ factor, since }) => `${factorWords(factor)}, set up ${moment(since)}`)
              .join("; "),
          ),
    ],
    ["Name as typed", nameWords(typed_name, directory_name)],
    ["Receipt", reference],
    ["Ledger record", record],
  ];
}

function sessionWords({ method, second_factor }: NonNullable<PacketAcknowledgement["session"]>) {
  const by = signInWords[method as SignInMethod] ?? method;
  return `${by}; ${second_factor ? "a second step was shown" : "no second step was shown"}`;
}

function paperFacts(
  { day, moment }: Writing,
  { grade, at, typed_name, directory_name, reference, record }: PacketAcknowledgement,
  { signed_on, witness, lessons, read_aloud, recorded_by, scan }: PacketPaper,
): [string, string][] {
  return [
    [grade === "refused" ? "Refused on" : "Signed on", day(signed_on)],
    ["Witness", namedWords(witness)],
    ["How identity was shown", "The witness saw who it was. No password was asked for."],
    ["Name as on the paper", nameWords(typed_name, directory_name)],
    [
      "How the lessons were taken",
      read_aloud
        ? `Read aloud on ${day(read_aloud.on)} by ${namedWords(read_aloud.by)}`
        : (lessonsTakenWords[lessons as LessonsTaken] ?? lessons),
    ],
    ["Recorded in the portal", `${moment(at)}, by ${namedWords(recorded_by)}`],
    ...(scan
      ? [
          row("Scan", `${scanTypeWords[scan.media_type] ?? scan.media_type}, ${scan.size} bytes`),
          row("SHA-256 of the scan", scan.sha256),
        ]
      : [row("Scan", "None: there is no paper, for nothing was signed.")]),
    ["Receipt", reference],
    ["Ledger record", record],
  ];
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

const row = (name: string, value: string): [string, string] => [name, value];

const scanTypeWords: Record<string, string> = {
  "application/pdf": "PDF",
  "image/jpeg": "JPEG",
  "image/png": "PNG",
};

function scanWords({ scan }: PacketPaper): string {
  return scan
    ? "The scan is a file of its own, to be handed over beside this packet. It is the one that was recorded if it has this SHA-256, which the ledger record carries too; any tool that computes a SHA-256 shows it."
    : "That the person refused rests on the word of the witness and of whoever recorded it.";
}

const namedWords = ({ name, number }: PacketPaper["witness"]) => `${name} (${number})`;

const nameWords = (given: string, directory: string) =>
  given === directory
    ? `${given}, as in the directory`
    : `${given}. The directory had: ${directory}`;
