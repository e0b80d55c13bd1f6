import { sql } from "drizzle-orm";
import type { Executor } from "../db.ts";
import type { DueNotice } from "../notices/due-notice.ts";
import { oweNotices } from "../notices/owe-notices.ts";
import { isCaseRole } from "./case-roles.ts";
import type { GrantedRole } from "./viewer.ts";

/** Owes a notice to everybody who may confirm or decline a request. It says that a role waits, and nothing of a case. */
export async function tellWhoAnswers(tx: Executor, request: number, now: Date): Promise<void> {
  const able = await tx.execute<{ personId: string }>(
    sql`select answerers_of_grant_request(${request}) as "personId"`,
  );
  await oweNotices(
    tx,
    able.map(({ personId }) => ({
      ...{ key: `grant-waiting ${request} ${personId}`, kind: "grant-waiting" as const, personId },
    })),
    now,
  );
}

/**
 * Owes the news of an answer: of a confirmed request to all who hold a role with a part in cases, of any to who asked.
 * Not to who answered; where that was whoever runs the server (`by` null), also to all administrators.
 */
export async function tellOfAnswer(
  tx: Executor,
  { request, answer, by }: { request: number; answer: "confirmed" | "declined"; by: string | null },
  now: Date,
): Promise<void> {
  const concerned = await tx.execute<{ personId: string }>(sql`
    select asked_by as "personId" from grant_requests where number = ${request}
    union
    select g.person_id from open_grants g
    where ${answer === "confirmed"}
      and (is_case_role(g.role) or (${by === null} and g.role = 'administrator'))`);
  await oweNotices(
    tx,
    concerned
      .filter(({ personId }) => personId !== by)
      .map(({ personId }) => ({
        ...{ key: `grant-news ${request} ${personId}`, kind: "grant-news" as const, personId },
      })),
    now,
  );
}

/**
 * Owes the news that a role with a part in cases ended, by hand, by its last day or by leaving: to all who hold one, and
 * to whoever held it, while they are here. Of other roles nobody is told.
 */
export async function tellOfEnd(
  tx: Executor,
  { id, personId, role }: { id: string; personId: string; role: GrantedRole },
  now: Date,
): Promise<void> {
  if (!isCaseRole(role)) return;
  const concerned = await tx.execute<{ personId: string }>(sql`
    select g.person_id as "personId" from open_grants g where is_case_role(g.role)
    union
    select ${personId}::uuid where is_here(${personId}, (select day from roll_up_day))`);
  await oweNotices(
    tx,
    concerned.map((one) => ({
      ...{ key: `grant-news ended ${id} ${one.personId}`, kind: "grant-news" as const },
      personId: one.personId,
    })),
    now,
  );
}

/** Why a notice that a role waits is not to be sent any more, or null; of other notices always null. */
export async function whyNoGrantWaits(
  db: Executor,
  { kind, personId }: Pick<DueNotice, "kind" | "personId">,
  now: Date,
): Promise<string | null> {
  if (kind !== "grant-waiting") return null;
  const [found] = await db.execute(sql`
    select from grant_requests r
    where grant_request_waits(r.number, ${now.toISOString()}::timestamptz)
      and ${personId} in (select answerers_of_grant_request(r.number)) limit 1`);
  return found ? null : "No role waits for this person’s answer any more";
}
