import type { DraftReport } from "./draft-report.ts";

/** The questions in their order; each stands on a page of its own, `/report/<question>`. */
export const questions = [
  "about",
  "danger",
  "name",
  "what",
  "where",
  "when",
  "who",
  "recognizable",
  "rule",
  "witnesses",
  "evidence",
  "contact",
] as const;

export type Question = (typeof questions)[number];

const isAnswered: Record<Question, (draft: DraftReport) => boolean> = {
  about: ({ about }) => about === "yes" || about === "not-sure",
  danger: ({ isUrgent }) => isUrgent !== undefined,
  name: ({ kind }) => kind !== undefined,
  what: ({ what }) => what !== undefined,
  where: ({ where }) => where !== undefined,
  when: ({ when }) => when !== undefined,
  who: ({ who }) => who !== undefined,
  recognizable: ({ recognizable }) => recognizable !== undefined,
  rule: ({ rules }) => rules !== undefined,
  witnesses: ({ witnesses }) => witnesses !== undefined,
  evidence: ({ pasted }) => pasted !== undefined,
  contact: ({ contact }) => contact !== undefined,
};

/** The questions somebody is asked: who stays anonymous is not asked how to be reached. */
export function questionsFor({ kind }: DraftReport): Question[] {
  return questions.filter((question) => question !== "contact" || kind !== "anonymous");
}

/** The first question without an answer; null when all have one. */
export function firstUnanswered(draft: DraftReport): Question | null {
  return questionsFor(draft).find((question) => !isAnswered[question](draft)) ?? null;
}

/** Where somebody goes who wants to answer a question: there, or to the first one before it without an answer. */
export function wayTo(draft: DraftReport, wanted: Question): Question {
  const asked = questionsFor(draft);
  const first = firstUnanswered(draft);
  return first && asked.indexOf(first) < asked.indexOf(wanted) ? first : wanted;
}

/** "Question 4 of 11". */
export function progressAt(draft: DraftReport, question: Question): string {
  const asked = questionsFor(draft);
  return `Question ${asked.indexOf(question) + 1} of ${asked.length}`;
}

export const addressOf = (question: Question) => `/report/${question}`;
