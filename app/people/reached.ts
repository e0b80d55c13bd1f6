import { sql } from "drizzle-orm";
import { isSeenBy } from "../attestation/access.ts";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import type { Portal } from "../portal.ts";
import type { Audience } from "./audience.ts";
import { isInAudience } from "./audience-in-sql.ts";
import { workOn } from "./work-on.ts";

/** Whom an audience reaches today: how many people, and the first of them by name. */
export type Reached = {
  count: number;
  first: { handle: string; givenName: string; familyName: string; position: string }[];
};

/** Nobody to somebody without the grant. `names` is how many of them are named. */
export async function readReached(
  viewer: Viewer,
  portal: Portal,
  audience: Audience,
  names = 0,
): Promise<Reached> {
  const { today } = await clockOf(portal);
  const reached = sql`from people p ${workOn(today)}
    where ${isSeenBy(viewer)} and ${isInAudience(audience)}`;
  const [counted] = await portal.db.execute<{ count: number }>(
    sql`select count(*)::int as count ${reached}`,
  );
  const first =
    names > 0
      ? await portal.db.execute<Reached["first"][number]>(sql`
          select p.handle, p.given_name as "givenName", p.family_name as "familyName", e.position
          ${reached} order by p.sort_name, p.id limit ${names}`)
      : [];
  return { count: counted?.count ?? 0, first: [...first] };
}

/** The positions people work in at present, by name. */
export async function readPositions(viewer: Viewer, portal: Portal): Promise<string[]> {
  const { today } = await clockOf(portal);
  const rows = await portal.db.execute<{ position: string }>(sql`
    select distinct position from employments
    where superseded_at is null and (until_on is null or until_on >= ${today}) and ${isSeenBy(viewer)}
    order by position`);
  return rows.map(({ position }) => position);
}
