import { sql } from "drizzle-orm";
import type { Organization } from "../content/frozen-version.ts";
import { writeMoment } from "../days.ts";
import type { Executor } from "../db.ts";
import { saySignInChange } from "./sign-in-change-words.ts";
import type { Viewer } from "./viewer.ts";

/** Acts after which somebody signs in otherwise than before, or did so once. */
const changes = [
  ...(["set-password", "enrol-second-factor", "remove-second-factor"] as const),
  ...(["reset-second-factor", "use-recovery-code"] as const),
];

/** That something about how a person signs in changed: never a secret. */
export type SignInChange = {
  act: (typeof changes)[number];
  at: Date;
  /** An app or a passkey, where it was one. */
  factor: string | null;
  /** How somebody showed that a password is theirs to set. */
  method: string | null;
};

/** So long a change stands on the account page: days. */
const shownFor = 90;

/** The latest changes of how the viewer signs in, newest first, ten at the most. */
export async function readSignInChanges(
  viewer: Viewer,
  db: Executor,
  now: Date,
): Promise<SignInChange[]> {
  const since = new Date(now.getTime() - shownFor * 86_400_000).toISOString();
  const rows = await db.execute<Row>(sql`
    select ${columns} from ledger_records r
    where r.about = ${viewer.personId} and r.act in (${listed})
      and r.recorded_at > ${since}::timestamptz
    order by r.recorded_at desc, r.id desc limit 10`);
  return rows.map(changeOf);
}

/** What the mail about a change says of it, by the record that its notice names. */
export async function readSignInChange(
  db: Executor,
  { key, personId }: { key: string; personId: string },
  { locale, timeZone }: Organization,
): Promise<{ what: string; when: string }> {
  const [row] = await db.execute<Row>(sql`
    select ${columns} from ledger_records r
    where r.id = ${key.split(" ")[1]}::uuid and r.about = ${personId} and r.act in (${listed})`);
  if (!row) throw new Error("A notice of a change at sign-in names no record of one.");
  const change = changeOf(row);
  return { what: saySignInChange(change), when: writeMoment(locale, timeZone, change.at) };
}

type Row = Omit<SignInChange, "at"> & { at: string };

const columns = sql`r.act, r.recorded_at as at, r.body::json -> 'facts' ->> 'factor' as factor,
  r.body::json -> 'facts' ->> 'method' as method`;

const listed = sql.join(
  changes.map((act) => sql`${act}`),
  sql`, `,
);

const changeOf = ({ at, ...row }: Row): SignInChange => ({ ...row, at: new Date(at) });
