import type { DraftReport } from "./draft-report.ts";

/**
 * Makes a draft anonymous: who writes it and how to reach them is removed, and whom they chose in the
 * directory, which only staff can search, stands there as words. What they told stays.
 */
export function becomeAnonymous({ contact: _, left = {}, ...draft }: DraftReport): DraftReport {
  const { contact: _typed, who: _chosen, ...rest } = left;
  const who = draft.who?.map((one) => ("personId" in one ? { words: one.name } : one));
  return { ...draft, kind: "anonymous", left: rest, ...(who && { who }) };
}

/** Whether that removes anything. */
export function namesTheReporter({ contact, who, left }: DraftReport): boolean {
  return Boolean(
    contact || left?.contact || left?.who || who?.some((subject) => "personId" in subject),
  );
}
