import type { Subject } from "../answers.ts";
import type { DraftReport } from "./draft-report.ts";

/**
 * Makes a draft anonymous: who writes it and how to reach them is removed, and whom they chose in the
 * directory, which only staff can search, stands there as words. What they told stays.
 */
export function becomeAnonymous({ contact: _, left = {}, ...draft }: DraftReport): DraftReport {
  const { contact: _typed, who: _chosen, ...rest } = left;
  const who = draft.who?.map(inWords);
  return { ...draft, kind: "anonymous", left: rest, ...(who && { who }) };
}

/** A subject without what only staff can know. */
export function inWords(subject: Subject): Subject {
  return "personId" in subject ? { words: subject.name } : subject;
}

/** Whether that removes anything. */
export function namesTheReporter({ contact, who, left }: DraftReport): boolean {
  return Boolean(
    contact || left?.contact || left?.who || who?.some((subject) => "personId" in subject),
  );
}
