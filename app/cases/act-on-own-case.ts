import type { Viewer } from "../auth/viewer.ts";
import type { Transaction } from "../db.ts";
import type { Portal } from "../portal.ts";
import { actInHand, type CaseActDone, type CaseInHand } from "./act-on-case.ts";
import type { Capacity, whyNotTheirs } from "./capacity.ts";
import { holdCase, type NewCaseAct } from "./case-act.ts";
import { openOwnNotice } from "./own-notices.ts";

type Asked = NewCaseAct[] | { refused: string; field?: string };

/**
 * Does what a respondent may do about something that was given to them, in one transaction, as `actOnCase`: they read
 * it, answer, grieve. Nothing of what others did in the case is told to them: `ask` looks at what is theirs.
 */
export function actOnOwnCase(
  viewer: Viewer,
  portal: Portal,
  reference: string,
  { formId }: { formId: string },
  ask: (hand: CaseInHand & { act: number }, tx: Transaction) => Asked | Promise<Asked>,
): Promise<CaseActDone> {
  return portal.db.transaction(async (tx) => {
    const known = await openOwnNotice(viewer, portal, reference, tx);
    if (!known) return undefined;
    await holdCase(tx, known.kase);
    // Whoever waited for a disposal asks again whether it is still there.
    const own = await openOwnNotice(viewer, portal, reference, tx);
    if (!own) return undefined;
    const form = { formId, seen: Number.MAX_SAFE_INTEGER };
    const askOwn = (hand: CaseInHand) => ask({ ...hand, act: own.act }, tx);
    return actInHand(portal, tx, own.kase, respondent(viewer), form, askOwn, ownActsOnly);
  });
}

const ownActsOnly: typeof whyNotTheirs = (_, act) =>
  act === "read" || act === "responded" || act === "grieved"
    ? null
    : "Only who handles the case does this";

/** A respondent is nothing else in their own case. */
const respondent = ({ personId }: Viewer): Capacity => ({
  ...{ personId, handles: false, decides: false, investigates: false, hasDeclared: false },
  ...{ seconds: [], asManager: [] },
});
