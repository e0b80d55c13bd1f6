// Who of the directory becomes a party of a case: looked for by who may name one, and chosen by their handle.
import { sql } from "drizzle-orm";
import type { Visit } from "../auth/guard.ts";
import type { Executor } from "../db.ts";
import { type FoundPerson, readFound } from "../intake/directory-search.ts";
import { prefixQuery } from "../people/person.ts";
import type { Portal } from "../portal.ts";
import type { CaseInHand } from "./act-on-case.ts";
import { readHandlers } from "./who-acts.ts";

/** Somebody to choose; `already` says why not. */
export type PartyToChoose = Omit<FoundPerson, "personId" | "email"> & { already: string | null };

/** What the page of such an act offers. */
export type PartyChoice = {
  q: string;
  found: PartyToChoose[];
  chosen: PartyToChoose | null;
  /** Whom the reports of the case are about, and who are no respondents of it. */
  suggested: PartyToChoose[];
};

/** Reads it, for somebody whose act it is to name a party of this case. */
export async function readPartyChoice(
  { portal, url }: Pick<Visit, "portal" | "url">,
  hand: CaseInHand,
): Promise<PartyChoice> {
  const q = (url.searchParams.get("q") ?? "").slice(0, 100);
  const words = prefixQuery(q);
  const handle = (url.searchParams.get("person") ?? "").slice(0, 100);
  const find = async (which: ReturnType<typeof sql>) =>
    (await readFound(portal, sql`true`, which)).map((one) => toChoose(hand, one));
  const [chosen] = handle ? await find(sql`p.handle = ${handle}`) : [];
  return {
    q,
    found: words
      ? await find(sql`to_tsvector('simple', p.search_words) @@ to_tsquery('simple', ${words})`)
      : [],
    chosen: chosen ?? null,
    suggested: await readSuggested(portal, hand),
  };
}

/** Whom the reports of a case are about, and who are no respondents of it yet. */
export async function readSuggested(
  portal: Portal,
  hand: Pick<CaseInHand, "kase" | "file">,
): Promise<PartyToChoose[]> {
  const rows = await readFound(
    portal,
    sql`true`,
    sql`p.id in (
      select s.person_id from case_reports o join report_subjects s on s.report_id = o.report_id
      where o.case_id = ${hand.kase.id}
    ) and p.id not in (select person_id from respondents where case_id = ${hand.kase.id})`,
  );
  return rows.map((one) => toChoose(hand, one));
}

function toChoose(
  { file }: Pick<CaseInHand, "file">,
  { personId, handle, name, work }: FoundPerson,
): PartyToChoose {
  const isRespondent = file.respondents.some(({ id }) => id === personId);
  return { handle, name, work, already: isRespondent ? "a respondent already" : null };
}

/** Somebody of the directory by their handle; null where there is nobody. */
export async function readParty(
  db: Executor,
  handle: string,
): Promise<{ id: string; name: string } | null> {
  const [found] = await db.execute<{ id: string; name: string }>(sql`
    select id, given_name || ' ' || family_name as name from people where handle = ${handle}`);
  return found ?? null;
}

/**
 * Why somebody cannot become a party, where nobody would be left to handle the case; null where somebody is. `below`:
 * those below them at work go with them.
 */
export async function whyNobodyLeft(
  db: Executor,
  { kase, today }: Pick<CaseInHand, "kase" | "today">,
  without: { personId: string; below: boolean },
): Promise<string | null> {
  const left = await readHandlers(db, kase.id, today, without);
  return left.as === "nobody"
    ? "Ask an administrator first to grant somebody from outside the role Outside officer: nobody would be left to handle the case"
    : null;
}
