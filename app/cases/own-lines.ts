import type { Day } from "../days.ts";
import type { CaseInHand } from "./act-on-case.ts";
import type { CaseActLine } from "./case-file.ts";
import type { Said } from "./said.ts";

/** The acts of a case that its respondent knows of, and nothing of what anybody else was told or wrote. */
function ownLines(
  { file, standing }: Pick<CaseInHand, "file" | "standing">,
  personId: string,
): CaseActLine[] {
  const isTheirs = ({ act, number, person }: CaseActLine): boolean =>
    person?.id === personId &&
    (act === "issued" ||
      act === "informed" ||
      act === "grieved" ||
      act === "responded" ||
      (act === "noticed" && standing.has(number, "served")));
  return file.acts.filter((line) => {
    if (isTheirs(line)) return true;
    const about = line.about === null ? undefined : standing.actOf(line.about);
    return (
      (line.act === "grievance-ended" || line.act === "rescinded" || line.act === "upheld") &&
      about?.person?.id === personId
    );
  });
}

/** The number of the last of them: what a form says its reader saw. */
export const lastOwnLine = (...given: Parameters<typeof ownLines>): number =>
  ownLines(...given).at(-1)?.number ?? 0;

/** What was given to a respondent, or came of it, since they saw `seen`, as a sentence; null: nothing. */
export function newForRespondent(
  hand: Pick<CaseInHand, "file" | "standing">,
  personId: string,
  seen: number,
): string | null {
  const since = ownLines(hand, personId).filter(
    ({ number, act, by }) =>
      number > seen && by.id !== personId && act !== "responded" && act !== "grieved",
  );
  return since.length === 0
    ? null
    : "Something new was given to you meanwhile. Read it under My notices, then send yours again";
}

/** What was answered to a notice. What somebody else recorded of it is not shown in their words. */
export type OwnAnswer = {
  number: number;
  on: Day;
  choice: string;
  /** Null: the office recorded it. */
  words: string | null;
  files: string[];
};

/** The answers to a notice, in order. */
export function ownAnswers(
  { standing }: Pick<CaseInHand, "standing">,
  personId: string,
  notice: number,
): OwnAnswer[] {
  return standing.about(notice, "responded").map(({ number, on, choice, by, said }) => {
    const { words, files = [] } = (said ?? { words: "" }) as Said<"responded">;
    const isOwn = by.id === personId;
    return { number, on, choice: choice ?? "", words: isOwn ? words : null, files };
  });
}

/** What became of a decision, each with its day. */
export type OwnOutcome = {
  /** Null words: the office recorded it. */
  grieved: { on: Day; isLate: boolean; words: string | null } | null;
  /** How the grievance ended, in order, in the words of who recorded it: it can go to arbitration first. */
  ended: { on: Day; choice: string; words: string }[];
  words: { on: Day; act: "rescinded" | "upheld" }[];
};

export function ownOutcome(
  { standing }: Pick<CaseInHand, "standing">,
  personId: string,
  issued: number,
): OwnOutcome {
  const [grievance] = standing.about(issued, "grieved");
  return {
    grieved: grievance
      ? {
          ...{ on: grievance.on, isLate: grievance.choice === "late" },
          words: grievance.by.id === personId ? (grievance.said?.words ?? "") : null,
        }
      : null,
    ended: grievance
      ? standing
          .about(grievance.number, "grievance-ended")
          .map(({ on, choice, said }) => ({ on, choice: choice ?? "", words: said?.words ?? "" }))
      : [],
    words: standing.about(issued, "rescinded", "upheld").map(({ on, act }) => ({ on, act })),
  };
}
