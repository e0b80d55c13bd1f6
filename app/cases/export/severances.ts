import { asc, eq, sql } from "drizzle-orm";
import { caseSeverances } from "#drizzle/schema/case-severances.ts";
import { clockOf } from "../../clock.ts";
import type { Day } from "../../days.ts";
import type { Executor, Transaction } from "../../db.ts";
import type { Portal } from "../../portal.ts";
import { decryptJson, encryptJson, type Place } from "../../secrecy/encrypt.ts";
import { readCapacity } from "../capacity.ts";
import { holdCase } from "../case-act.ts";
import { readCaseSettings } from "../case-settings.ts";
import type { OpenCase } from "../open-case.ts";
import type { Severing } from "./sever-case.ts";
import { notYours } from "./words.ts";

/** What somebody decided about severed exports of a case. A ground is an id of the City's list. */
export type Severance =
  | { of: "words"; words: string; ground: string }
  /** `ground` null: the part is included. */
  | { of: "part"; part: string; ground: string | null };

type KeptSeverance = Severance & { number: number; by: string; on: Day };

/** A ground on which something is removed, in the City's words. */
export type Ground = { id: string; title: string; words: string };

/** The City's grounds; empty where it has none: then nothing can be severed. */
export async function readGrounds(portal: Portal): Promise<Ground[]> {
  const { severingGrounds } = await readCaseSettings(portal);
  if (severingGrounds) return severingGrounds;
  // The version in force may be older than the list.
  const read = await portal.contentFiles();
  const settings = "content" in read ? read.content.organization.cases : undefined;
  return settings?.severingGrounds ?? [];
}

/** What holds at present: neither what was taken back nor what a later decision about the same part replaced. */
export async function readSeverances(db: Executor, kase: OpenCase): Promise<KeptSeverance[]> {
  const rows = await db
    .select({
      number: caseSeverances.number,
      by: sql<string>`(
        select p.given_name || ' ' || p.family_name from people p where p.id = ${caseSeverances.by}
      )`,
      on: caseSeverances.markedOn,
      revokes: caseSeverances.revokes,
      words: caseSeverances.words,
    })
    .from(caseSeverances)
    .where(eq(caseSeverances.caseId, kase.id))
    .orderBy(asc(caseSeverances.number));
  const revoked = new Set(rows.map(({ revokes }) => revokes));
  const kept = rows.flatMap(({ number, by, on, words }) =>
    words && !revoked.has(number)
      ? [{ ...decryptJson<Severance>(kase.key, placeOf(kase.id, number), words), number, by, on }]
      : [],
  );
  return kept.filter(
    (one) =>
      one.of === "words" ||
      !kept.some(
        (later) => later.of === "part" && later.part === one.part && later.number > one.number,
      ),
  );
}

/** The same as severing takes it, each ground in the words that stand in the export. */
export function asSevering(kept: KeptSeverance[], grounds: Ground[]): Severing {
  const titleOf = (id: string) => grounds.find((ground) => ground.id === id)?.title ?? id;
  return {
    marks: kept.flatMap((one) =>
      one.of === "words" ? [{ id: one.number, words: one.words, ground: titleOf(one.ground) }] : [],
    ),
    parts: new Map(
      kept.flatMap((one) =>
        one.of === "part" ? [[one.part, one.ground && titleOf(one.ground)] as const] : [],
      ),
    ),
  };
}

type Asked = { formId: string };

/** Marks words to be removed, or decides about parts: all of a form at once, and once a form. */
export function addSeverances(
  viewer: { personId: string },
  portal: Portal,
  kase: OpenCase,
  { formId }: Asked,
  severances: Severance[],
): Promise<{ done: true } | { refused: string }> {
  return append(viewer, portal, kase, formId, severances);
}

/** Takes a mark back: the words stand in the next export again. */
export function takeBackSeverance(
  viewer: { personId: string },
  portal: Portal,
  kase: OpenCase,
  { formId, number }: Asked & { number: number },
): Promise<{ done: true } | { refused: string }> {
  return append(viewer, portal, kase, formId, [{ revokes: number }]);
}

function append(
  { personId: by }: { personId: string },
  portal: Portal,
  kase: OpenCase,
  formId: string,
  rows: (Severance | { revokes: number })[],
): Promise<{ done: true } | { refused: string }> {
  return portal.db.transaction(async (tx) => {
    await holdCase(tx, kase);
    const { handles } = await readCapacity({ personId: by }, portal, tx, kase);
    if (!handles) return { refused: notYours };
    const { today } = await clockOf(portal);
    const known = await tx.$count(caseSeverances, eq(caseSeverances.formId, formId));
    if (known > 0) return { done: true };
    let number = await lastNumber(tx, kase);
    for (const row of rows) {
      if ("revokes" in row && !(await holds(tx, kase, row.revokes)))
        return { refused: "Look again: this mark was taken back already" };
      number += 1;
      const words = "revokes" in row ? null : encryptJson(kase.key, placeOf(kase.id, number), row);
      await tx.insert(caseSeverances).values({
        ...{ caseId: kase.id, number, formId, by, words },
        ...{ markedOn: today, markedAt: portal.now() },
        revokes: "revokes" in row ? row.revokes : null,
      });
    }
    return { done: true };
  });
}

async function holds(tx: Transaction, kase: OpenCase, number: number): Promise<boolean> {
  return (await readSeverances(tx, kase)).some((one) => one.number === number);
}

async function lastNumber(tx: Transaction, { id }: OpenCase): Promise<number> {
  const [last] = await tx.execute<{ number: number }>(sql`
    select coalesce(max(number), 0)::int as number from case_severances where case_id = ${id}`);
  return last?.number ?? 0;
}

const placeOf = (kase: string, number: number): Place => ({
  ...{ table: "case_severances", column: "words", row: `${kase} ${number}` },
});
