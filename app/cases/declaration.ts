import type { CaseInHand } from "./act-on-case.ts";
import type { AskedOfCase } from "./case-route.ts";

/** What an investigator declares, in paragraphs, of the respondents of a case by name. */
export function declarationWords(respondents: string[]): string[] {
  const named =
    respondents.length === 0
      ? "Nobody is named as respondent yet."
      : `This case is about ${list(respondents)}.`;
  return [
    `${named} I have read that.`,
    "I am none of the people it is about, and I do not work below any of them. None of them is my family or a close friend, and we owe each other nothing.",
    "I did not report, see or take part in what it is about, and I gain and lose nothing by what is found.",
    "If I learn otherwise, or if that changes, I say so at once and step aside.",
  ];
}

function list(names: string[]): string {
  const last = names.at(-1) ?? "";
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${last}` : last;
}

/**
 * What an appointed person does by their declaration: declares, or, where there is a conflict, shuts themselves out
 * of the case; their words are then a note for those who handle it.
 */
export function declare(
  hand: CaseInHand,
  { choice, isTrue, words }: { choice: "none" | "conflict"; isTrue: boolean; words: string },
): AskedOfCase {
  const { appointment } = hand.standing;
  const { personId } = hand.capacity;
  if (!appointment || appointment.person?.id !== personId)
    return { refused: "The investigator does this" };
  if (choice === "conflict") {
    const shutOut = { act: "shut-out", personId, choice: "declared" } as const;
    return [words ? { ...shutOut, said: { words } } : shutOut];
  }
  if (!isTrue)
    return { refused: "Tick that you have read it and that it is true", field: "isTrue" };
  const declared = declarationWords(hand.file.respondents.map(({ name }) => name));
  return [{ act: "declared", about: appointment.number, said: { words: declared.join("\n\n") } }];
}
