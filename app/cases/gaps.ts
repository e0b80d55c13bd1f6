import { sql } from "drizzle-orm";
import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";

/** An act nobody could do in a case: why, and how it is closed. */
export type Gap = { act: string; why: string; how: string };

/** Somebody who could handle a case: 1 HR, 2 city manager, 3 outside officer. */
type Hand = { rank: number; isManager: boolean; isApart: boolean };

/**
 * Which acts nobody could do in a case on a day, as it stands who is a party, below a respondent, or was its
 * investigator; whoever investigates comes besides. Asked of `case_hands`; the database functions `decides_case` and
 * `seconds_for` say the same of each act.
 */
export async function readGaps(db: Executor, caseId: string, day: Day): Promise<Gap[]> {
  const hands = await db.execute<Hand>(sql`
    select rank, is_manager as "isManager", is_apart as "isApart" from case_hands(${caseId}, ${day})`);
  return gapsOf([...hands]);
}

/** The same of those who could handle it. */
function gapsOf(hands: Hand[]): Gap[] {
  return asked.flatMap(({ act, isPossible, why }) =>
    isPossible(hands) ? [] : [{ act, why: why(hands), how: howToClose(hands, isPossible) }],
  );
}

type Asked = {
  act: string;
  isPossible: (hands: Hand[]) => boolean;
  why: (hands: Hand[]) => string;
};

const apart = (hands: Hand[]) => hands.filter(({ isApart }) => isApart);
const foremost = (hands: Hand[]) => {
  const first = Math.min(...hands.map(({ rank }) => rank));
  return hands.filter(({ rank }) => rank === first);
};

const tooFew = (needed: string) => (hands: Hand[]) => {
  const left = apart(hands).length;
  const people =
    left === 1
      ? "one is left who could"
      : `${left === 0 ? "nobody" : left} ${left === 0 ? "is" : "are"} left who could`;
  return `It takes ${needed} besides the investigator, and ${people}`;
};

const asked: Asked[] = [
  {
    act: "Handle the case: triage, appoint an investigator, place a hold",
    isPossible: (hands) => hands.length > 0,
    why: () => "Everybody who handles cases is a party, works below a respondent, or stepped aside",
  },
  {
    act: "Propose discipline, issue a decision, close the case",
    isPossible: (hands) => apart(hands).length > 0,
    why: () => "Nobody is left who handles cases and was never the investigator of this one",
  },
  {
    act: "Agree to no action, or to dispose of the case",
    // Who asks may have been the investigator; who agrees may not.
    isPossible: (hands) =>
      [...foremost(hands), ...foremost(apart(hands))].some((by) =>
        apart(hands).some((second) => second !== by),
      ),
    why: tooFew("two people"),
  },
  {
    act: "Review a finding, or agree to an exception",
    isPossible: (hands) => apart(hands).length > 0,
    why: tooFew("one person"),
  },
  {
    act: "Approve a warning",
    isPossible: (hands) => isApprovable(hands, 1),
    why: tooFew("two people"),
  },
  {
    act: "Approve a suspension or a demotion",
    isPossible: (hands) => isApprovable(hands, 2),
    why: tooFew("three people"),
  },
  {
    act: "Approve a termination",
    isPossible: (hands) => isApprovable(hands, 2, true),
    why: (hands) =>
      isApprovable(hands, 2)
        ? "One of those who approve is the city manager, or an outside officer in their place, and neither is left"
        : tooFew("three people")(hands),
  },
];

/** Whether somebody could propose a measure that needs so many approvals, and others are left to give them. */
function isApprovable(hands: Hand[], needed: number, isTermination = false): boolean {
  return foremost(apart(hands)).some((proposer) => {
    const able = apart(hands).filter((hand) => hand !== proposer);
    const own = able.filter(({ rank }) => rank < 3);
    const hasManager = able.some(({ isManager }) => isManager);
    // The outside officer comes in where too few others are left, or nobody is the city manager.
    const isOutsideIn = own.length < needed || (isTermination && !hasManager);
    const pool = isOutsideIn ? able : own;
    const isManaged = hasManager || pool.some(({ rank }) => rank === 3);
    return pool.length >= needed && (!isTermination || isManaged);
  });
}

/** How many more outside officers would close a gap. */
function howToClose(hands: Hand[], isPossible: Asked["isPossible"]): string {
  const outside = { rank: 3, isManager: false, isApart: true };
  const needed = [1, 2, 3].find((count) =>
    isPossible([...hands, ...Array.from({ length: count }, () => ({ ...outside }))]),
  );
  const people = needed === 1 ? "one more is needed" : `${needed ?? 3} more are needed`;
  return `Ask an administrator to grant somebody from outside the role Outside officer: ${people}`;
}
