import { sql } from "drizzle-orm";
import { whyNoGrantWaits } from "../auth/tell-of-grants.ts";
import { whyNoCaseWaits } from "../cases/why-no-case-waits.ts";
import { type Day, dayIn } from "../days.ts";
import type { Transaction } from "../db.ts";
import { whyNoFollowUpIsDue } from "../exchanges/tell-of-follow-ups.ts";
import { whyNoAdviceWaits } from "../exchanges/why-no-advice-waits.ts";
import { whyNothingWaits } from "../intake/why-nothing-waits.ts";
import type { Portal } from "../portal.ts";
import { nextTry } from "./back-off.ts";
import { type DueNotice, takeDueNotice } from "./due-notice.ts";
import type { Letter } from "./letter.ts";
import { hasLetters, writeLetter } from "./letter-values.ts";
import { mailPage } from "./mail-page.ts";
import type { MailLine, Outcome } from "./mailer.ts";
import { noteStep } from "./note-step.ts";
import { isPrivateKind } from "./private-kinds.ts";
import { whyMoot } from "./why-moot.ts";
import { isWorkingTime } from "./working-time.ts";

/** Runs under way, and whether something was owed meanwhile that a run may have passed by. */
const runs = new WeakMap<Portal["db"], { again: boolean }>();

/**
 * Sends every notice whose moment has come, a few at once. Each is taken under a lock of its row, so any
 * number of processes may do this; one process does it once at a time.
 */
export async function sendNotices(portal: Portal): Promise<void> {
  const under = runs.get(portal.db);
  if (under) {
    under.again = true;
    return;
  }
  const run = { again: true };
  runs.set(portal.db, run);
  try {
    while (run.again) {
      run.again = false;
      await sendAll(portal);
    }
  } finally {
    runs.delete(portal.db);
  }
}

async function sendAll(portal: Portal): Promise<void> {
  if (!(await hasLetters(portal))) return;
  const { timeZone, name: organization, locale } = await portal.organization();
  const today = dayIn(timeZone, portal.now());
  const wrap = { organization, locale, publicUrl: portal.publicUrl };
  const hours = await isWorkingTime(portal);
  const mail = portal.mail;
  let isDown = false;
  const work = async () => {
    let line: MailLine | undefined;
    try {
      while (!isDown) {
        const next = await portal.db.transaction((tx) => takeNext(portal, tx, today, hours));
        if (!next) return;
        if (next === "settled" || !mail) continue;
        line ??= await mail.open(portal.publicUrl);
        const { notice, letter, address } = next;
        const outcome = await line.send({
          id: notice.id,
          to: { name: `${notice.givenName} ${notice.familyName}`, address },
          subject: letter.subject,
          html: mailPage(letter, wrap),
          words: `${letter.words}\n`,
        });
        // A server that answers nobody is not handed the next one.
        isDown ||= outcome.is === "unknown" || (outcome.is === "later" && outcome.isDown);
        await noteOutcome(portal, next, outcome);
      }
    } finally {
      line?.close();
    }
  };
  await Promise.all(Array.from({ length: mail?.lanes ?? 1 }, work));
}

type Attempt = { notice: DueNotice; letter: Letter; address: string };

/**
 * Takes the next notice and either settles it here (moot, on paper, on the home page) or notes that it is
 * about to be handed over: committed before the mail server hears of it.
 */
async function takeNext(
  portal: Portal,
  tx: Transaction,
  today: Day,
  hours: boolean,
): Promise<Attempt | "settled" | undefined> {
  const now = portal.now();
  const due = { now, today, isWorkingTime: hours, hasMail: portal.mail !== null };
  const notice = await takeDueNotice(tx, due);
  if (!notice) return undefined;
  const moot =
    whyMoot(notice, today) ??
    (await whyNothingWaits(portal, tx, notice, today)) ??
    (await whyNoAdviceWaits(tx, notice, today)) ??
    (await whyNoGrantWaits(tx, notice, now)) ??
    (await whyNoFollowUpIsDue(tx, notice, today)) ??
    (await whyNoCaseWaits(tx, notice, today));
  if (moot) {
    await noteStep(tx, { notice, step: "withdrawn", now, reason: moot });
    return "settled";
  }
  const letter = await writeLetter(portal, tx, notice, today);
  if (!letter) throw new Error(`There is no letter for a notice of the kind ${notice.kind}.`);
  const { email } = notice;
  if (email && !notice.isRefusing) {
    await noteStep(tx, { notice, step: "attempt", now, letter, address: email });
    return { notice, letter, address: email };
  }
  await noteStep(tx, { notice, step: standsAtHome(notice) ? "at-home" : "slip", now, letter });
  return "settled";
}

/** What tells a supervisor, HR or the auditor of others, or that a report waits, is not for a slip in somebody else's hands. */
const standsAtHome = ({ kind }: DueNotice) =>
  isPrivateKind(kind) ||
  kind === "escalation" ||
  kind === "digest-supervisor" ||
  kind === "digest-hr" ||
  kind === "latest-seal";

async function noteOutcome(
  portal: Portal,
  { notice, letter: { digest }, address }: Attempt,
  outcome: Outcome,
): Promise<void> {
  const now = portal.now();
  const noted = { notice, now, digest, address };
  await portal.db.transaction(async (tx) => {
    switch (outcome.is) {
      case "taken":
        return noteStep(tx, { ...noted, step: "sent" });
      case "refused":
        return noteStep(tx, { ...noted, step: "refused", reason: outcome.said });
      case "later": {
        const nextAt = nextTry(now, await triesOf(tx, notice.id));
        return nextAt
          ? noteStep(tx, { ...noted, step: "delayed", reason: outcome.said, nextAt })
          : noteStep(tx, { ...noted, step: "gave-up", reason: outcome.said });
      }
      default:
        // Nothing is noted: it may have been sent, and HR decides.
        portal.log.warn({ notice: notice.id }, "A notice may have been sent: the answer was lost.");
    }
  });
}

/** How often it failed since it was first tried, or asked for again. */
async function triesOf(
  tx: Transaction,
  noticeId: string,
): Promise<{ failures: number; since: Date }> {
  const [tries] = await tx.execute<{ failures: number; since: string }>(sql`
    select (count(*) filter (where step = 'delayed'))::int as failures, min(at) as since
    from notice_steps
    where notice_id = ${noticeId} and step in ('attempt', 'delayed') and number > (
      select coalesce(max(number), 0) from notice_steps
      where notice_id = ${noticeId} and step = 'again'
    )`);
  return { failures: tries?.failures ?? 0, since: new Date(tries?.since ?? 0) };
}
