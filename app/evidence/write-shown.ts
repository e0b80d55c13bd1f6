import type { FrozenLesson, FrozenScenario, FrozenTrack } from "../content/frozen-version.ts";
import type { Block, Section } from "./document.ts";
import type { PacketAssignment, PacketAttempt } from "./packet.ts";
import type { Writing } from "./write-document.ts";

/** The lessons with every attempt in its place, the policy and the statement, as the version froze them. */
export function writeShown(writing: Writing): Section[] {
  const { packet } = writing;
  const { tracks, statement } = packet.version.content;
  const lessons = packet.assignments.flatMap((assignment) => {
    const at = tracks.findIndex((one) => one.id === assignment.track);
    const track = tracks[at];
    return track ? trackSections(writing, assignment, { track, at }) : [];
  });
  return [
    ...lessons,
    {
      id: "policy-shown",
      title: "The policy as shown",
      blocks: [{ frozen: ["policy", "html"] }],
    },
    {
      id: "statement-shown",
      title: "The statement as shown",
      blocks: [{ heading: statement.title }, { frozen: ["statement", "html"] }],
    },
  ];
}

function trackSections(
  writing: Writing,
  assignment: PacketAssignment,
  { track, at }: { track: FrozenTrack; at: number },
): Section[] {
  return track.lessons.map((lesson, index) => ({
    id: `${assignment.id}-${lesson.slug}`,
    title: `Lesson ${index + 1} of "${track.title}" as shown: ${lesson.title}`,
    blocks: [
      ...howTaken(writing, lesson, assignment),
      ...lessonBlocks(writing, lesson, ["tracks", at, "lessons", index], assignment.attempts),
    ],
  }));
}

/** Of a lesson without an answer: nobody is to take it as one this person saw. */
function howTaken(
  { day }: Writing,
  { scenarios }: FrozenLesson,
  { attempts, acknowledgement }: PacketAssignment,
): Block[] {
  const ids = scenarios.map(({ id }) => id);
  if (attempts.some(({ scenario }) => ids.includes(scenario))) return [];
  const read = acknowledgement?.paper?.read_aloud;
  if (read) {
    return [
      {
        words: `The person answered nothing of this lesson in the portal. As recorded with the paper, it was read aloud to them on ${day(read.on)} by ${read.by.name}. These are the words as the version has them:`,
      },
    ];
  }
  return [
    {
      words:
        "The person answered nothing of this lesson. Whether they opened it is not on record. This is what it shows to whoever opens it:",
    },
  ];
}

function lessonBlocks(
  writing: Writing,
  { pieces, scenarios }: FrozenLesson,
  place: (string | number)[],
  attempts: PacketAttempt[],
): Block[] {
  return pieces.flatMap((piece, index): Block[] => {
    if ("html" in piece) return [{ frozen: [...place, "pieces", index, "html"] }];
    const scenario = scenarios.find(({ id }) => id === piece.scenario);
    return scenario ? scenarioBlocks(writing, scenario, attempts) : [];
  });
}

function scenarioBlocks(
  { moment }: Writing,
  scenario: FrozenScenario,
  attempts: PacketAttempt[],
): Block[] {
  const own = attempts
    .filter((attempt) => attempt.scenario === scenario.id)
    .toSorted((one, other) => one.number - other.number);
  const choices = new Map(scenario.choices.map((choice) => [choice.id, choice]));
  const textOf = (id: string) => choices.get(id)?.text ?? id;
  return [
    { heading: `Question: ${scenario.ask}` },
    ...scenario.situation.map((words) => ({ words })),
    ...own.flatMap(({ number, at, right, shown, chosen }): Block[] => [
      {
        words: `Attempt ${number}, ${moment(at)}: ${right ? "right" : "not right"}. The choices stood on the page in this order:`,
      },
      { ordered: shown.map((id) => `${textOf(id)}${chosen.includes(id) ? " (chosen)" : ""}`) },
      {
        words: `The person was told: ${shown
          .filter((id) => chosen.includes(id))
          .map((id) => choices.get(id)?.feedback ?? "")
          .join(" ")}`,
      },
    ]),
    ...(own.length === 0
      ? [
          {
            words:
              "This person did not answer it. The choices, in no order, for each page has its own:",
          },
          { list: scenario.choices.map(({ text }) => text) },
        ]
      : []),
  ];
}
