import { sql } from "drizzle-orm";
import { isAdministeredBy } from "../auth/administered-by.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { Portal } from "../portal.ts";

/** What the administrator sees first: how many hold a role, requests of either kind wait, and people are signed in. */
type Overview = { holders: number; waiting: number; signedIn: number };

/** To somebody who is no administrator all is nought. */
export async function readOverview(
  viewer: Viewer,
  { db, now }: Pick<Portal, "db" | "now">,
): Promise<Overview> {
  const [row] = await db.execute<Overview>(sql`
    select (select count(distinct person_id)::int from grants where revoked_at is null) as holders,
      (
        select count(*)::int from grant_requests
        where grant_request_waits(number, ${now().toISOString()}::timestamptz)
      ) + (select count(*)::int from confirmations where ended_at is null) as waiting,
      (
        select count(distinct person_id)::int from sessions where least(expires_at, ends_at) > now()
      ) as "signedIn"
    where ${isAdministeredBy(viewer)}`);
  return row ?? { holders: 0, waiting: 0, signedIn: 0 };
}
