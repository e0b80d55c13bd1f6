import { sql } from "drizzle-orm";
import type { Day } from "../days.ts";
import type { Database } from "../db.ts";
import { worksOn } from "./authorizations.ts";
import { inForce } from "./in-force.ts";

/** Somebody who may speak for the City today, as every employee may know. */
export type Spokesperson = {
  name: string;
  /** Null for somebody from outside. */
  position: string | null;
  subject: string;
  /** Empty for anywhere online. */
  channels: string[];
  untilOn: Day | null;
};

/** More than a lesson has room for; the register itself is at Human Resources. */
const most = 50;

/** Who may speak for the City on a day, by name. It is published to all who work here, so it asks for no viewer. */
export async function readSpokespeople(db: Database, day: Day): Promise<Spokesperson[]> {
  return db.execute<Spokesperson>(sql`
    select p.given_name || ' ' || p.family_name as name, e.position, x.subject, x.channels,
      least(x.until_on, e.until_on)::text as "untilOn"
    from authorizations x join people p on p.id = x.person_id
      left join employments e on e.person_id = p.id and ${inForce("e", day)}
    where ${inForce("x", day)} and ${worksOn(day)}
    order by p.sort_name, x.subject limit ${most}`);
}
