import { type SQL, sql } from "drizzle-orm";
import { noticeKind } from "#drizzle/schema/notices.ts";
import type { NoticeKind } from "./owe-notices.ts";

/**
 * Kinds that tell of a violation report, an exchange, a case, the roles of who handles them, or somebody's own sign-in:
 * no list of HR, training, shows them, and none becomes a slip in somebody else's hands.
 */
const privateKinds: NoticeKind[] = [
  ...(["report-waiting", "report-due"] as const),
  ...(["advice-waiting", "advice-news", "follow-up-due"] as const),
  ...(["case-waiting", "case-news"] as const),
  ...(["confirmation-waiting", "confirmation-given"] as const),
  ...(["grant-waiting", "grant-news", "sign-in-changed"] as const),
];

/** Every kind of notice there is. */
export const knownKinds: readonly NoticeKind[] = noticeKind.enumValues;

/** Whether a notice is for nobody's eyes but whose it is. */
export const isPrivateKind = (kind: NoticeKind) => privateKinds.includes(kind);

/** The notice `n` is not for its person's eyes alone. */
export const isNotPrivate: SQL = sql`n.kind not in (${sql.join(
  privateKinds.map((kind) => sql`${kind}`),
  sql`, `,
)})`;
