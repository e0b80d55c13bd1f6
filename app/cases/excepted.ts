import type { Day } from "../days.ts";
import type { CaseInHand } from "./act-on-case.ts";
import { stepWords } from "./file-words.ts";

/** A step that was left out or was asked to be, which is shown ever after. */
export type ExceptedLine = {
  number: number;
  step: string;
  person: string;
  by: string;
  on: Day;
  words: string;
  /** Who agreed, who did not, or nobody yet. */
  answer: { agreed: boolean; by: string; on: Day; words: string } | null;
};

/** Every exception that was asked for in a case, the first first. */
export function exceptedIn({ standing }: Pick<CaseInHand, "standing">): ExceptedLine[] {
  return standing.of("excepted").map(({ number, choice, person, by, on, said }) => {
    const [answer] = standing.about(number, "confirmed", "declined");
    return {
      ...{ number, on, step: stepWords[choice ?? ""] ?? "A step" },
      ...{ person: person?.name ?? "", by: by.name, words: said?.words ?? "" },
      answer: answer
        ? {
            agreed: answer.act === "confirmed",
            ...{ by: answer.by.name, on: answer.on, words: answer.said?.words ?? "" },
          }
        : null,
    };
  });
}
