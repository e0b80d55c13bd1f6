import { asc, eq } from "drizzle-orm";
import { reportActs, violationReports } from "#drizzle/schema/intake.ts";
import { type Day, dayIn } from "../days.ts";
import { listEvidence } from "../evidence-files/list-evidence.ts";
import type { Portal } from "../portal.ts";
import { readMessages } from "./messages.ts";
import type { OpenReport } from "./open-report.ts";

/** What a reporter sees of their own report: days and messages, and nothing of what is done inside. */
export type OwnReport = {
  receivedOn: Day;
  /** When somebody first opened it. */
  readOn: Day | null;
  /** When a person answered for having it, and until when one is to. */
  acknowledgedOn: Day | null;
  acknowledgeBy: Day;
  messages: { id: string; author: "reporter" | "office"; words: string; sentOn: Day }[];
};

/** A report as its reporter sees it; they proved to hold its code. */
export async function readOwnReport(
  portal: Pick<Portal, "db" | "organization">,
  report: OpenReport,
): Promise<OwnReport> {
  const { db, organization } = portal;
  const { timeZone } = await organization();
  const [filed] = await db
    .select({
      receivedOn: violationReports.filedOn,
      acknowledgeBy: violationReports.acknowledgeBy,
    })
    .from(violationReports)
    .where(eq(violationReports.id, report.id));
  if (!filed) throw new Error("An open report is gone.");
  const acts = await db
    .select({ act: reportActs.act, at: reportActs.at })
    .from(reportActs)
    .where(eq(reportActs.reportId, report.id))
    .orderBy(asc(reportActs.number));
  const dayOf = (wanted: (typeof acts)[number]["act"]) => {
    const found = acts.find(({ act }) => act === wanted);
    return found ? dayIn(timeZone, found.at) : null;
  };
  const messages = await readMessages(db, report);
  return {
    ...filed,
    readOn: dayOf("opened"),
    acknowledgedOn: dayOf("acknowledged"),
    messages: messages.map(({ id, author, words, sentOn }) => ({ id, author, words, sentOn })),
  };
}

/** The names of the files a reporter sent: what the office adds is its own. */
export async function readOwnEvidence(portal: Portal, report: OpenReport): Promise<string[]> {
  const evidence = await listEvidence(portal, portal.db, report);
  return evidence.filter(({ author }) => author === "reporter").map(({ name }) => name);
}
