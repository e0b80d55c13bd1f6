import { sql } from "drizzle-orm";
import type { PostgresError } from "postgres";
import { maySeeAttestations, type Viewer } from "../auth/viewer.ts";
import type { Transaction } from "../db.ts";
import { enqueue } from "../enqueue.ts";
import type { Portal } from "../portal.ts";
import { type NoticeStep, noteStep } from "./note-step.ts";
import type { Notice, NoticeState } from "./notice.ts";
import { isNotPrivate } from "./private-kinds.ts";

type Act = {
  step: NoticeStep;
  /** The states it can follow. */
  from: NoticeState[];
  title: string;
  /** What will happen, said before it does. */
  will: string;
  needsReason?: string;
};

/** What HR can do about a notice, by its word in the address. */
export const noticeActs = {
  "send-again": {
    step: "again",
    from: ["may-have-been-sent", "failing", "refused", "came-back", "slip"],
    title: "Send again",
    will: "The notice goes out again to the address of today, with the words of today. Where it arrived already, it arrives twice. Without an address it becomes a slip.",
  },
  "count-as-sent": {
    step: "counted-as-sent",
    from: ["may-have-been-sent"],
    title: "Count as sent",
    will: "The notice counts as sent from now on, with your name beside it. It does not go out again.",
  },
  "came-back": {
    step: "came-back",
    from: ["sent"],
    title: "It came back",
    will: "The notice counts as not delivered, and stands on the list of slips. Nothing else goes to this address until it changes or you send something again.",
    needsReason: "What did the message say that came back?",
  },
  "handed-over": {
    step: "handed-over",
    from: ["slip", "refused", "came-back", "failing"],
    title: "Handed over",
    will: "The notice counts as handed over on paper today, by you.",
  },
  withdraw: {
    step: "withdrawn",
    from: ["waiting", "failing", "refused", "came-back", "slip", "at-home"],
    title: "Withdraw",
    will: "The notice never goes out. It stays on this list with your reason.",
    needsReason: "Why is it withdrawn?",
  },
} as const satisfies Record<string, Act>;

type NoticeAct = keyof typeof noticeActs;

/** Whether a text from an address names an act. */
export function isNoticeAct(text: string | undefined): text is NoticeAct {
  return text !== undefined && Object.hasOwn(noticeActs, text);
}

/** The acts that can follow where a notice stands. */
export function actsOn({ state }: Pick<Notice, "state">): NoticeAct[] {
  return (Object.keys(noticeActs) as NoticeAct[]).filter((act) => canFollow(act, state));
}

export const canFollow = (act: NoticeAct, state: NoticeState) =>
  (noticeActs[act].from as readonly NoticeState[]).includes(state);

const movedOn = "Look again: this notice has moved on since the page was opened";

/**
 * Does one of the acts. Refuses those who are not HR, an act that does not follow from where the notice
 * stands, and one that wants a reason without it.
 */
export async function changeNotice(
  viewer: Viewer,
  portal: Portal,
  notice: Notice,
  { act, reason = "" }: { act: NoticeAct; reason?: string | undefined },
): Promise<{ changed: NoticeAct } | { refused: string }> {
  if (!maySeeAttestations(viewer)) return { refused: "Ask Human Resources: only they do this" };
  const chosen: Act = noticeActs[act];
  if (!canFollow(act, notice.state)) return { refused: movedOn };
  if (chosen.needsReason && !reason.trim()) return { refused: "Write the reason" };
  const by = { by: viewer.personId, now: portal.now(), reason };
  return takeStep(portal, notice, chosen.step, by, act);
}

/** Ticks a slip of somebody who reports to the viewer: handed over, once. */
export async function handOverSlip(
  viewer: Viewer,
  portal: Portal,
  notice: Pick<Notice, "id" | "kind" | "personId">,
): Promise<{ changed: NoticeAct } | { refused: string }> {
  const by = { by: viewer.personId, now: portal.now(), reason: "" };
  return takeStep(portal, notice, "handed-over", by, "handed-over");
}

async function takeStep(
  portal: Portal,
  notice: Pick<Notice, "id" | "kind" | "personId">,
  step: NoticeStep,
  { by, now, reason }: { by: string; now: Date; reason: string },
  act: NoticeAct,
): Promise<{ changed: NoticeAct } | { refused: string }> {
  try {
    await portal.db.transaction(async (tx) => {
      const digest = await digestOf(tx, notice.id);
      await noteStep(tx, { notice, step, now, by, digest, ...(reason ? { reason } : {}) });
      if (step === "again") await enqueue(tx, "send-notices", {});
    });
    return { changed: act };
  } catch (problem) {
    if (isOutOfStep(problem)) return { refused: movedOn };
    throw problem;
  }
}

async function digestOf(tx: Transaction, noticeId: string): Promise<string | null> {
  const [said] = await tx.execute<{ digest: string }>(sql`
    select digest from notice_steps where notice_id = ${noticeId} and html is not null
    order by number desc limit 1`);
  return said?.digest ?? null;
}

function isOutOfStep(problem: unknown): boolean {
  const cause = (problem as Error).cause ?? problem;
  return (cause as PostgresError).constraint_name === "notice_steps_go_forward";
}

/** Asks once more for every notice that fails: for the day the mail server is mended. */
export async function sendFailingAgain(
  viewer: Viewer,
  portal: Portal,
): Promise<{ asked: number } | { refused: string }> {
  if (!maySeeAttestations(viewer)) return { refused: "Ask Human Resources: only they do this" };
  const now = portal.now();
  return portal.db.transaction(async (tx) => {
    const failing = await tx.execute<Pick<Notice, "id" | "kind" | "personId">>(sql`
      select n.id, n.kind, n.person_id as "personId" from notices n
      where n.state = 'failing' and ${isNotPrivate}
      for update skip locked`);
    for (const notice of failing) {
      await noteStep(tx, { notice, step: "again", now, by: viewer.personId });
    }
    if (failing.length > 0) await enqueue(tx, "send-notices", {});
    return { asked: failing.length };
  });
}
