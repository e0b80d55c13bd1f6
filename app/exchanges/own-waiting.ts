import { sql } from "drizzle-orm";
import { fullName, type Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import type { Day } from "../days.ts";
import type { Portal } from "../portal.ts";
import { readAdvisersOf } from "./advisers.ts";
import { isAnswerAwaited } from "./own-state.ts";
import { joinPlatform, readPlatform, type WithPlatform, withPlatform } from "./platform-of.ts";

/** An open exchange of somebody's own that waits for an answer. */
export type OwnWaiting = {
  number: string;
  begunOn: Day;
  /** Where it is; empty: not said. */
  platform: string;
  /** Names of who reads it today. */
  readers: string[];
};

/** The viewer's own open exchanges that wait for an answer, the last begun first, at most three. */
export async function readOwnWaiting({ personId }: Viewer, portal: Portal): Promise<OwnWaiting[]> {
  const { today } = await clockOf(portal);
  const rows = await portal.db.execute<{ number: string; begunOn: Day } & WithPlatform>(sql`
    select x.number, x.begun_on::text as "begunOn", ${withPlatform}
    from open_exchanges o join exchanges x on x.id = o.exchange_id ${joinPlatform}
    where o.person_id = ${personId} and ${isAnswerAwaited}
    order by x.begun_on desc, x.id desc limit 3`);
  return Promise.all(
    rows.map(async ({ number, begunOn, ...row }) => ({
      ...{ number, begunOn, platform: readPlatform(portal, row) },
      readers: (await readAdvisersOf(portal.db, { id: row.id, personId }, today)).map(fullName),
    })),
  );
}
