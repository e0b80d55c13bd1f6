import type { TransactionSql } from "postgres";
import { answerGrantRequest } from "#app/auth/answer-grant-request.ts";
import { grantRole } from "#app/auth/grant.ts";
import type { GrantedRole } from "#app/auth/viewer.ts";
import { shutOutOfCases } from "#app/cases/shut-out-of-cases.ts";
import type { Day } from "#app/days.ts";
import type { testPortal } from "./portal.ts";

/** Lena (1012) asks for a role with a part in cases, and the city manager (1001) confirms it. */
export async function giveCaseRole(
  city: Pick<ReturnType<typeof testPortal>, "portal" | "viewer">,
  known: string,
  role: GrantedRole,
  untilOn: Day | null = null,
): Promise<void> {
  const { portal } = city;
  const { personId } = await city.viewer(known);
  const asked = await grantRole(await city.viewer("1012"), portal.db, {
    ...{ personId, role, untilOn, now: portal.now() },
  });
  if (!("asked" in asked)) throw new Error("refused" in asked ? asked.refused : "It was granted.");
  const answered = await answerGrantRequest(
    await city.viewer("1001"),
    portal,
    { request: asked.asked, answer: "confirmed" },
    (tx, id) => shutOutOfCases(tx, portal, id),
  );
  if ("refused" in answered) throw new Error(answered.refused);
}

/** The same around the application, where `second` confirms what `asker` asked for. */
export async function confirmedGrant(
  tx: TransactionSql,
  {
    person,
    asker,
    second,
  }: { person: string; asker: string | undefined; second: string | undefined },
): Promise<void> {
  const [asked] = await tx`
    insert into grant_requests (person_id, role, asked_by, asked_at, form_id)
    values (${person}, 'hr-cases', ${asker ?? ""}, now(), gen_random_uuid()) returning number`;
  await tx`
    insert into grant_answers (request, answer, answered_by, answered_at)
    values (${asked?.number}, 'confirmed', ${second ?? ""}, now())`;
  await tx`
    insert into given_grants (person_id, role, granted_by, granted_at, request)
    values (${person}, 'hr-cases', ${asker ?? ""}, now(), ${asked?.number}) on conflict do nothing`;
}
