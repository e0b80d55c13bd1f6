import { sql } from "drizzle-orm";
import type { Day } from "../days.ts";
import type { Transaction } from "../db.ts";
import type { GrantAnswer } from "./answer-grant-request.ts";
import { holdPerson } from "./hold-person.ts";
import type { GrantedRole } from "./viewer.ts";

/** A request for a role, as whoever answers it finds it. */
export type AskedGrant = {
  number: number;
  personId: string;
  handle: string;
  role: GrantedRole;
  untilOn: Day | null;
  askedBy: string;
  waits: boolean;
  mayAnswer: boolean;
  /** Nobody of the portal may confirm it: whoever runs the server does. */
  isForOperator: boolean;
  /** What this person answered already. */
  said: GrantAnswer | null;
};

/**
 * A request, while nobody else answers it or changes what the person holds; undefined where there is none. `by` is who
 * answers; null: whoever runs the server.
 */
export async function holdGrantRequest(
  tx: Transaction,
  by: string | null,
  request: number,
  now: Date,
): Promise<AskedGrant | undefined> {
  const [row] = await tx.execute<{ personId: string }>(
    sql`select person_id as "personId" from grant_requests where number = ${request}`,
  );
  if (!row) return undefined;
  await holdPerson(tx, row.personId);
  const [asked] = await tx.execute<AskedGrant>(sql`
    select number, person_id as "personId", p.handle, role, until_on::text as "untilOn", asked_by as "askedBy",
      grant_request_waits(number, ${now.toISOString()}::timestamptz) as waits,
      coalesce(${by}::uuid in (select answerers_of_grant_request(number)), false) as "mayAnswer",
      not exists (select from able_to_answer_grant_request(number)) as "isForOperator",
      (select answer from grant_answers where request = number and answered_by = ${by}::uuid) as said
    from grant_requests join people p on p.id = person_id where number = ${request}`);
  return asked;
}
