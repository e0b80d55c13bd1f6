import { type SQL, sql } from "drizzle-orm";
import type { NoticeKind } from "./owe-notices.ts";

/** Kinds that tell those who handle violation reports that one waits: no list of HR, training, shows them. */
const reportKinds: NoticeKind[] = ["report-waiting", "report-due"];

/** Whether a notice is about violation reports. */
export const isAboutReports = (kind: NoticeKind) => reportKinds.includes(kind);

/** The notice `n` is not about violation reports. */
export const isNotAboutReports: SQL = sql`n.kind not in ('report-waiting', 'report-due')`;
