import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import type { Day } from "../days.ts";
import type { Transaction } from "../db.ts";
import type { Portal } from "../portal.ts";
import {
  type Capacity,
  isBarredFrom,
  isYetToDeclare,
  readCapacity,
  whyNotTheirs,
} from "./capacity.ts";
import { addCaseAct, holdCase, isDoneInCase, type NewCaseAct } from "./case-act.ts";
import { type CaseFile, readCaseFile } from "./case-file.ts";
import { tellOfCaseActs } from "./case-notices.ts";
import { whyNoCaseAct } from "./life.ts";
import { type OpenCase, openCase } from "./open-case.ts";
import { type Standing, standingOf } from "./standing.ts";
import { whatHappenedInCase } from "./what-happened-in-case.ts";

/** A form about a case: its id, so that it acts once, and the number of the last act its reader saw. */
export type Seen = { formId: string; seen: number };

/** A case in the hands of who acts: read whole, inside the transaction that holds it. */
export type CaseInHand = {
  kase: OpenCase;
  file: CaseFile;
  standing: Standing;
  capacity: Capacity;
  today: Day;
};

/** Done; or the sentence why not; or undefined: the case is not there for this viewer. */
export type CaseActDone = { done: true } | { refused: string; field?: string } | undefined;

type Asked = NewCaseAct[] | { refused: string; field?: string };

/**
 * Does one or more acts in a case, in one transaction: alone on its case, once a form, on nothing its reader has not
 * seen, and only what follows and is theirs to do. `ask` says which, knowing the case; what it refuses is refused.
 */
export function actOnCase(
  viewer: Viewer,
  portal: Portal,
  number: string,
  form: Seen,
  ask: (hand: CaseInHand, tx: Transaction) => Asked | Promise<Asked>,
): Promise<CaseActDone> {
  return portal.db.transaction(async (tx) => {
    const known = await openCase(viewer, portal, number, tx);
    if (known?.of !== "case") return undefined;
    await holdCase(tx, known);
    // Whoever waited for somebody else asks again whether the case is there for them.
    const kase = await openCase(viewer, portal, number, tx);
    if (kase?.of !== "case") return undefined;
    const capacity = await readCapacity(viewer, portal, tx, kase);
    return actInHand(portal, tx, kase, capacity, form, ask, whyNotTheirs);
  });
}

const openAgain = "Open this page again, and send the form from there";

/** The rest of `actOnCase`, of a case that is opened and held: also for a respondent. */
export async function actInHand(
  portal: Portal,
  tx: Transaction,
  kase: OpenCase,
  capacity: Capacity,
  { formId, seen }: Seen,
  ask: (hand: CaseInHand, tx: Transaction) => Asked | Promise<Asked>,
  notTheirs: typeof whyNotTheirs,
): Promise<CaseActDone> {
  const clock = await clockOf(portal);
  const { today } = clock;
  const before = await isDoneInCase(tx, kase, { formId, by: capacity.personId });
  if (before === "here") return { done: true };
  if (before) return { refused: openAgain };
  const file = await readCaseFile(tx, kase, today);
  const happened = whatHappenedInCase(file, seen);
  // Who has not declared yet reads nothing of the case, also not what happened in it.
  if (happened) return { refused: isYetToDeclare(capacity) ? openAgain : happened };
  const standing = standingOf(file, clock);
  const asked = await ask({ kase, file, standing, capacity, today }, tx);
  if ("refused" in asked) return asked;
  let follows = standing;
  for (const [index, one] of asked.entries()) {
    // What a form does besides follows from what it did first.
    if (index > 0) follows = standingOf(await readCaseFile(tx, kase, today), clock);
    const isRespondent = one.personId
      ? file.respondents.some(({ id }) => id === one.personId)
      : undefined;
    const isBarred =
      one.act === "appointed" && one.personId !== undefined
        ? await isBarredFrom(portal, tx, kase, one.personId)
        : undefined;
    const by = capacity.personId;
    const refused =
      notTheirs(capacity, one.act, one.about, one) ??
      whyNoCaseAct(follows, { ...one, isRespondent, isBarred, by, formId });
    if (refused) {
      if (index === 0) return { refused };
      throw new Error(`${one.act} does not follow within its own form: ${refused}`);
    }
    await addCaseAct(portal, tx, kase, one, { by: capacity.personId, formId });
  }
  await tellOfCaseActs(portal, tx, kase, capacity.personId, asked);
  return { done: true };
}
