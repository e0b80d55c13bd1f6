import { type AttestationState, stateWords } from "../attestation/state.ts";
import type { Day } from "../days.ts";
import { answeredRight, type Duty, isComplete, isOpen, nextLesson } from "./duties.ts";

/** A duty as the pages list it, without the words of the lessons. */
export type DutySummary = {
  track: string;
  title: string;
  about: string;
  policy: string;
  version: number;
  reason: string;
  dueOn: Day;
  moved: Duty["moved"];
  state: AttestationState;
  stateWord: string;
  isOpen: boolean;
  reference: string | null;
  lessons: LessonSummary[];
  complete: number;
  /** Where to go on: the first question not answered right, or the acknowledgement. */
  next: { to: string; label: string } | null;
};

export type LessonSummary = {
  slug: string;
  title: string;
  summary: string;
  minutes: number;
  state: "complete" | "begun" | "not begun";
};

/** What one glance should say of a duty, and the one button that does the next thing. */
export function summarizeDuty(duty: Duty): DutySummary {
  const { version, track, reason, dueOn, moved, state, reference } = duty;
  const lessons = track.lessons.map((lesson) => {
    const { slug, title, summary, minutes } = lesson;
    const begun = duty.answers.some(({ scenario }) =>
      lesson.scenarios.some(({ id }) => id === scenario),
    );
    const progress = isComplete(duty, lesson) ? "complete" : begun ? "begun" : "not begun";
    return { slug, title, summary, minutes, state: progress } satisfies LessonSummary;
  });
  const isReady = isOpen(duty) && lessons.every((lesson) => lesson.state === "complete");
  return {
    track: track.id,
    title: track.title,
    about: track.summary,
    policy: version.content.policy.number,
    version: version.number,
    reason,
    dueOn,
    moved,
    state,
    stateWord: isReady ? "Ready to acknowledge" : stateWords[state],
    isOpen: isOpen(duty),
    reference,
    lessons,
    complete: lessons.filter((lesson) => lesson.state === "complete").length,
    next: nextStep(duty),
  };
}

/** The next thing to do, or null when everything is done. */
function nextStep(duty: Duty): { to: string; label: string } | null {
  if (!isOpen(duty)) return null;
  const lesson = nextLesson(duty);
  if (!lesson) return { to: `/acknowledge?track=${duty.track.id}`, label: "Read and acknowledge" };
  const right = answeredRight(duty, lesson);
  const at = right.size ? lesson.scenarios.find(({ id }) => !right.has(id)) : undefined;
  const label = duty.answers.length ? `Go on: ${lesson.title}` : "Start the first lesson";
  return { to: `/training/${lesson.slug}${at ? `#${at.id}` : ""}`, label };
}
