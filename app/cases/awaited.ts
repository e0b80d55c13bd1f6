import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";
import type { CaseInHand } from "./act-on-case.ts";
import { outcomeWords, sayMeasure } from "./decision-words.ts";
import { stepWords } from "./file-words.ts";
import { sayCaseAct } from "./say-case-act.ts";
import { approvalsNeeded } from "./standing.ts";
import { type Doable, whatSecondsCanDo } from "./what-can-be-done.ts";
import { readSeconds } from "./who-acts.ts";

/** Something that waits for a second person: what it is, since when, who can agree, and what this viewer can do. */
export type AwaitedLine = {
  number: number;
  what: string;
  /** Who asked, as a sentence. */
  asked: string;
  on: Day;
  /** Of discipline: how many approved, of how many. */
  approvals: { given: number; needed: number } | null;
  /** Who could agree, by name. */
  who: string[];
  doable: Doable[];
  whyNot: string | null;
};

/** What waits for a second person in a case, in the order it was asked. */
export function readAwaited(db: Executor, hand: CaseInHand): Promise<AwaitedLine[]> {
  const { kase, standing, today } = hand;
  return Promise.all(
    standing.awaited.map(async (act) => ({
      ...{ number: act.number, on: act.on, asked: sayCaseAct(act) },
      what: sayWhat(hand, act),
      approvals: approvalsOf(hand, act.number),
      who: await readSeconds(db, kase.id, act.number, today),
      ...whatSecondsCanDo(hand, act.number),
    })),
  );
}

function sayWhat({ file }: CaseInHand, act: CaseInHand["standing"]["awaited"][number]): string {
  const name = act.person?.name ?? "the respondent";
  switch (act.act) {
    case "triaged":
      return "To take no action";
    case "excepted":
      return `An exception for ${name}: ${(stepWords[act.choice ?? ""] ?? "").toLowerCase()}`;
    case "found": {
      const finding = file.findings.find(({ number }) => number === act.number);
      const stated = file.allegations.find(({ number }) => number === finding?.allegation);
      const outcome = finding ? outcomeWords[finding.outcome].label.toLowerCase() : "";
      return `The finding about ${name}, ${stated?.clause ?? ""}: ${outcome}`;
    }
    case "proposed": {
      const proposal = file.discipline.find(({ number }) => number === act.number);
      return `${proposal ? sayMeasure(proposal) : "Discipline"} for ${name}`;
    }
    default:
      return "To dispose of the case";
  }
}

function approvalsOf({ file, standing }: CaseInHand, number: number) {
  const proposal = file.discipline.find((one) => one.number === number);
  if (!proposal) return null;
  const given = new Set(standing.about(number, "confirmed").map(({ by }) => by.id)).size;
  return { given, needed: approvalsNeeded[proposal.measure] };
}
