import { sql } from "drizzle-orm";
import type { Organization } from "../content/frozen-version.ts";
import { writeMoment } from "../days.ts";
import type { Executor } from "../db.ts";
import { saySignInChange } from "./sign-in-change-words.ts";
import type { GrantedRole, Viewer } from "./viewer.ts";

/** Acts after which somebody signs in otherwise than before, or did so once: they are told by a mail. */
const toldByMail = [
  ...(["set-password", "enrol-second-factor", "remove-second-factor"] as const),
  ...(["reset-second-factor", "use-recovery-code"] as const),
];

/** Those, and acts after which somebody sees more or less than before, or is signed out. */
const changes = [
  ...toldByMail,
  ...(["grant-role", "confirm-grant", "revoke-role", "end-grant", "end-sessions"] as const),
];

/** An act of which its person is told by a mail. */
export type ToldByMail = (typeof toldByMail)[number];

/** That something about how a person signs in, or what they may see, changed: never a secret. */
export type SignInChange = {
  act: (typeof changes)[number];
  at: Date;
  /** An app or a passkey, where it was one. */
  factor: string | null;
  /** How somebody showed that a password is theirs to set. */
  method: string | null;
  /** Which role was gained or ended, where it was one, and whether its last day was over. */
  role: GrantedRole | null;
  isOver: boolean;
  /** Who did it, or made the set-up code; null: whoever runs the server, or nobody. */
  by: string | null;
};

/** So long a change stands on the account page: days. */
const shownFor = 90;

/** The latest changes of how the viewer signs in and of their roles, newest first, ten at the most. */
export async function readSignInChanges(
  viewer: Viewer,
  db: Executor,
  now: Date,
): Promise<SignInChange[]> {
  const since = new Date(now.getTime() - shownFor * 86_400_000).toISOString();
  const rows = await db.execute<Row>(sql`
    select ${columns} ${from}
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
    select ${columns} ${from}
    where r.id = ${key.split(" ")[1]}::uuid and r.about = ${personId} and r.act in (${listed})`);
  if (!row) throw new Error("A notice of a change at sign-in names no record of one.");
  const change = changeOf(row);
  return { what: saySignInChange(change), when: writeMoment(locale, timeZone, change.at) };
}

type Row = Omit<SignInChange, "at"> & { at: string };

const columns = sql`r.act, r.recorded_at as at, r.body::json -> 'facts' ->> 'factor' as factor,
  r.body::json -> 'facts' ->> 'method' as method, r.body::json -> 'facts' ->> 'role' as role,
  r.body::json -> 'facts' ->> 'until_on' is not null as "isOver",
  b.given_name || ' ' || b.family_name as by`;
const from = sql`from ledger_records r
  left join set_up_codes k on r.act = 'set-password' and k.code_hash = r.body::json -> 'facts' ->> 'code_hash'
  left join people b on b.id::text =
    case when r.act = 'set-password' then k.issued_by::text else r.body::json ->> 'by' end`;

const listed = sql.join(
  changes.map((act) => sql`${act}`),
  sql`, `,
);

const changeOf = ({ at, ...row }: Row): SignInChange => ({ ...row, at: new Date(at) });
