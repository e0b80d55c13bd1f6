import { sql } from "drizzle-orm";
import { exchangeEscalations } from "#drizzle/schema/exchanges.ts";
import { fullName, type Viewer } from "../auth/viewer.ts";
import type { Transaction } from "../db.ts";
import { holdAlso } from "../evidence-files/attach-evidence.ts";
import type { Answers, ReportSource } from "../intake/answers.ts";
import { openEntryForm } from "../intake/enter-report.ts";
import { type FiledReport, fileViolationReport } from "../intake/file-violation-report.ts";
import type { HandedReceipt } from "../intake/handed-receipt.ts";
import type { OpenReport } from "../intake/open-report.ts";
import type { Portal } from "../portal.ts";
import { addExchangeAct, holdExchange, readTelling } from "./exchange-act.ts";
import { tellPerson } from "./exchange-notices.ts";
import { readExchangeSource } from "./exchange-source.ts";
import { type OpenExchange, openExchange } from "./open-exchange.ts";
import { whyNoEscalation } from "./tell-of-escalation.ts";
import type { TellingChoices } from "./telling.ts";

const changed =
  "Read what was written meanwhile, then send it again: it goes with the exchange report";
const again = "Open this page again, and send the form from there";

/**
 * Passes an exchange to HR as its person was told: one transaction files a violation report that keeps its source,
 * lets it hold the pictures too, and adds the act. The adviser is its reporter, and gets its receipt code. Undefined
 * where the exchange is not there for the viewer. Refuses before the person was told, a second time, and when
 * something was written since the page was opened; the same form sent again answers the same.
 */
export async function escalateExchange(
  viewer: Viewer,
  portal: Portal,
  number: string,
  { form, seen }: { form: string; seen: number },
): Promise<HandedReceipt | { refused: string } | undefined> {
  const exchange = await openExchange(viewer, portal, number);
  if (!exchange) return undefined;
  const entry = openEntryForm(viewer, portal, form);
  if (!entry) return { refused: again };
  const { formId, code } = entry;
  const refuse = async (refused: string) => {
    const before = await readSentWith(portal, exchange, formId);
    return before ? { number: before, code, isForAnother: false } : { refused };
  };
  const whyNot = await whyNoEscalation(portal.db, exchange);
  if (whyNot) return refuse(whyNot);
  const [read, telling] = await Promise.all([
    readExchangeSource(portal, exchange),
    readTelling(portal.db, exchange),
  ]);
  if (!read || !telling) throw new Error("An exchange that was told of has no log.");
  if (read.lastAct !== seen) return refuse(changed);
  const { reason, toldOn } = telling;
  const filed: FiledReport = {
    ...{ formId, code, kind: "named", channel: "exchange-report", enteredBy: viewer.personId },
    answers: answersOf({ ...read.source, reason, toldOn }, telling),
    reporter: await readReporter(viewer, portal),
  };
  try {
    const done = await fileViolationReport(portal, filed, async (tx, report) => {
      await holdExchange(tx, exchange);
      const isStillTheirs = await openExchange(viewer, portal, number, tx);
      const refused = (await whyNoEscalation(tx, exchange)) ?? (isStillTheirs ? null : again);
      if (refused) throw new Refused(refused);
      if (await isSentBefore(tx, formId)) throw new Refused(again);
      if ((await readLastAct(tx, exchange)) !== seen) throw new Refused(changed);
      await passOn(portal, tx, { exchange, report, by: viewer.personId, formId });
    });
    if (done.isOfOther) return { refused: again };
    return { number: done.number, code, isForAnother: false };
  } catch (problem) {
    if (problem instanceof Refused) return { refused: problem.message };
    throw problem;
  }
}

/** Undoes the report that was about to be filed. */
class Refused extends Error {}

type PassedOn = { exchange: OpenExchange; report: OpenReport; by: string; formId: string };

async function passOn(
  portal: Portal,
  tx: Transaction,
  { exchange, report, by, formId }: PassedOn,
): Promise<void> {
  const escalatedOn = await addExchangeAct(portal, tx, exchange, { act: "escalated", by, formId });
  // Before the pictures: they come with an exchange report that was passed on.
  await tx
    .insert(exchangeEscalations)
    .values({ exchangeId: exchange.id, reportId: report.id, by, escalatedOn });
  await holdAlso(tx, exchange, report);
  await tellPerson(portal, tx, exchange);
}

/** What a report says that comes from an exchange: nothing is asked that its log answers. */
function answersOf(
  source: ReportSource,
  { isAboutPerson, others, rules, isUrgent }: TellingChoices,
): Answers {
  const { person, request, log } = source;
  const addresses = [log.address, request?.address ?? ""].filter(Boolean);
  return {
    what: log.said,
    platforms: [log.platform],
    addresses: [...new Set(addresses)],
    when: { kind: "day", on: log.happenedOn },
    subjects: [...(isAboutPerson ? [person] : []), ...others.map((words) => ({ words }))],
    recognizable: recognizableWords[log.recognizable],
    clauses: [...new Set(rules.map(({ clause }) => clause))],
    ...{ witnesses: "", pasted: "", isUrgent, source },
  };
}

const recognizableWords = {
  yes: "The exchange report says that somebody could be recognized as staff of the City.",
  no: "The exchange report says that nobody could be recognized as staff of the City.",
  "not-known": "",
};

async function readReporter(viewer: Viewer, { db }: Portal) {
  const { personId } = viewer;
  const found = await db.query.people.findFirst({
    columns: { email: true },
    where: (row, { eq }) => eq(row.id, personId),
  });
  return { personId, name: fullName(viewer), email: found?.email ?? "", phone: "", reach: "" };
}

/** The number of the report this form made of the exchange. */
async function readSentWith({ db }: Portal, { id }: OpenExchange, formId: string) {
  const [found] = await db.execute<{ number: string }>(sql`
    select r.number from exchange_escalations e join violation_reports r on r.id = e.report_id
    where e.exchange_id = ${id} and r.form_id = ${formId}`);
  return found?.number;
}

/** A form is of one exchange, and of one act on it. */
async function isSentBefore(tx: Transaction, formId: string): Promise<boolean> {
  const [found] = await tx.execute(sql`
    select from exchange_acts where form_id = ${formId} limit 1`);
  return found !== undefined;
}

async function readLastAct(tx: Transaction, { id }: OpenExchange): Promise<number> {
  const [found] = await tx.execute<{ number: number }>(sql`
    select max(number)::int as number from exchange_acts where exchange_id = ${id}`);
  return found?.number ?? 0;
}
