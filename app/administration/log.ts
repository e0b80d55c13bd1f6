import { type SQL, sql } from "drizzle-orm";
import { isAdministeredBy } from "../auth/administered-by.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { Day } from "../days.ts";
import { type PageOf, type Place, readPage } from "../keyset.ts";
import { recordOrder, sealedWithin } from "../ledger/listed-records.ts";
import type { Act, RecordBody } from "../ledger/record.ts";
import { sayRecord } from "../ledger/say-record.ts";
import type { Portal } from "../portal.ts";
import { readTokens } from "../scim/token.ts";
import { loggedActs, loggedOfHolders, loggedOfProvisioning } from "./log-acts.ts";

/** An act as the administrator's log tells it. */
type LogEntry = { id: string; at: Date; sentence: string };

/** What the log is searched for; days are days of the seal, within a second of the act. */
type LogAsked = {
  act?: Act | undefined;
  personId: string | null;
  from?: Day | undefined;
  until?: Day | undefined;
};

/** A page of the log, newest first; to somebody who is no administrator there is nothing in it. */
export async function readLog(
  viewer: Viewer,
  portal: Portal,
  asked: LogAsked,
  { place, size = 50 }: { place: Place | null; size?: number },
): Promise<PageOf<LogEntry>> {
  const { timeZone } = await portal.organization();
  const isAsked = sql`${isAdministeredBy(viewer)} and not e.is_private
    ${asked.personId ? sql`and (e.about = ${asked.personId} or e.by = ${asked.personId})` : sql``}
    ${sealedWithin(asked, timeZone)}`;
  // Act by act along the index: of millions of records few are of administration.
  const page = await readPage<{ key: string[]; body: string }>(
    recordOrder,
    { place, size },
    ({ key, where, order, limit }) =>
      portal.db.execute(sql`
        select ${key} as key, r.body
        from (
          select e.seal, e.position from unnest(${actsOf(asked)}) a (act) cross join lateral (
            select e.seal, e.position from listed_records e
            where e.act = a.act and ${isAsked} and ${isLogged({ act: sql`e.act`, about: sql`e.about`, by: sql`e.by` })} and ${where} order by ${order} limit ${limit}
          ) e order by ${order} limit ${limit}
        ) e
          join ledger_leaves l on l.seal = e.seal and l.position = e.position
          join ledger_records r on r.id = l.record_id
        order by ${order}`),
  );
  return { ...page, rows: await tell(viewer, portal, page.rows) };
}

/** Entries of the last second that wait for their seal, newest first; none where days are asked for. */
export async function readLatestOfLog(
  viewer: Viewer,
  portal: Portal,
  asked: LogAsked,
): Promise<LogEntry[]> {
  if (asked.from || asked.until) return [];
  const rows = await portal.db.execute<{ body: string }>(sql`
    select r.body from (
      select record_id from ledger_unsealed order by record_id desc limit 1000
    ) u join ledger_records r on r.id = u.record_id
    where ${isAdministeredBy(viewer)} and r.act = any(${actsOf(asked)})
      and ${isLogged({ act: sql`r.act`, about: sql`r.about`, by: sql`r.body::json ->> 'by'` })}
      ${
        asked.personId
          ? sql`and (r.about = ${asked.personId} or r.body::json ->> 'by' = ${asked.personId}::text)`
          : sql``
      }
    order by r.id desc limit 50`);
  return tell(viewer, portal, rows);
}

const actsOf = ({ act }: LogAsked): SQL =>
  textArray(loggedActs.filter((one) => act === undefined || one === act));

/** Of acts that are one of administration now and then: whether this one is. */
const isLogged = ({ act, about, by }: { act: SQL; about: SQL; by: SQL }): SQL => sql`(
  (
    ${act} <> all (${textArray(loggedOfHolders)})
    or exists (select from given_grants g where g.person_id = ${about})
  ) and (${act} <> all (${textArray(loggedOfProvisioning)}) or ${by} is null)
)`;

const textArray = (acts: Act[]): SQL =>
  sql`array[${sql.join(
    acts.map((one) => sql`${one}`),
    sql`, `,
  )}]::text[]`;

async function tell(viewer: Viewer, portal: Portal, rows: { body: string }[]): Promise<LogEntry[]> {
  const organization = await portal.organization();
  const bodies = rows.map(({ body }): RecordBody => JSON.parse(body));
  const nameOf = await readNames(
    viewer,
    portal,
    bodies.flatMap(({ by, about }) => [by, about]),
  );
  const tokenName = await readTokenNames(viewer, portal);
  return bodies.map((body) => ({
    ...{ id: body.id, at: new Date(body.at) },
    sentence: sayRecord(body, nameOf, organization, tokenName),
  }));
}

async function readNames(
  viewer: Viewer,
  { db }: Portal,
  ids: (string | null)[],
): Promise<(personId: string) => string> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  const rows = await db.execute<{ id: string; name: string }>(sql`
    select p.id, p.given_name || ' ' || p.family_name || ' (' || p.handle || ')' as name from people p
    where p.id = any(${`{${wanted.join(",")}}`}::uuid[]) and ${isAdministeredBy(viewer)}`);
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return (personId) => names.get(personId) ?? "somebody who is not in the directory";
}

/** Tokens of directory services by their numbers. */
async function readTokenNames(
  viewer: Viewer,
  portal: Portal,
): Promise<(token: string) => string | null> {
  const tokens = await readTokens(viewer, portal);
  const names = new Map(tokens.map(({ number, name }) => [String(number), name]));
  return (token) => names.get(token) ?? null;
}
