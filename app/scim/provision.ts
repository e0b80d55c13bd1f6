import { sql } from "drizzle-orm";
import type { PostgresError } from "postgres";
import { clockOf } from "../clock.ts";
import type { Day } from "../days.ts";
import type { Transaction } from "../db.ts";
import { enqueue } from "../enqueue.ts";
import type { Doer } from "../people/change-work.ts";
import { whyDatabaseRefused } from "../people/directory-refusals.ts";
import { holdDirectory } from "../people/hold-directory.ts";
import type { Portal } from "../portal.ts";
import { mistake, ScimFault } from "./fault.ts";

/** What an act of provisioning works with, inside its transaction and under the hold of the directory. */
export type Act = { tx: Transaction; today: Day; doer: Doer & { provisioning: number } };

/**
 * Runs an act of a directory service: one transaction, one at a time with every other change of the directory; where
 * it changed something, the rules go over assignments. What the database refuses is said as the standard says it.
 */
export async function provision<T extends { isChanged: boolean }>(
  portal: Portal,
  token: number,
  act: (asked: Act) => Promise<T>,
): Promise<T> {
  const { today } = await clockOf(portal);
  const doer = { by: null, now: portal.now(), provisioning: token };
  try {
    return await portal.db.transaction(async (tx) => {
      await tx.execute(sql`set local lock_timeout = '15s'`);
      await holdDirectory(tx);
      const done = await act({ tx, today, doer });
      if (done.isChanged) {
        await enqueue(tx, "bring-duties-up-to-date", {}, { key: "bring-duties-up-to-date" });
      }
      return done;
    });
  } catch (problem) {
    if (problem instanceof ScimFault) throw problem;
    throw await faultOf(portal, problem);
  }
}

async function faultOf(portal: Portal, problem: unknown): Promise<unknown> {
  const { code, constraint_name } = ((problem as Error).cause ?? problem) as PostgresError;
  if (code === "55P03") {
    return new ScimFault(503, "The directory is being changed. Nothing was done; try again.", {
      headers: { "Retry-After": "60" },
    });
  }
  if (constraint_name === "provisioned_people_external_id_is_unique") return taken("externalId");
  if (constraint_name === "provisioned_people_user_name_is_unique") return taken("userName");
  try {
    const { at, refused } = await whyDatabaseRefused(portal.db, problem);
    return at === "email" || at === "number"
      ? new ScimFault(409, `${refused}.`, { scimType: "uniqueness" })
      : mistake("invalidValue", `${refused}.`);
  } catch (other) {
    return other;
  }
}

/** For what somebody else has. */
export const taken = (what: string) =>
  new ScimFault(409, `Somebody else in the directory has this ${what}.`, {
    scimType: "uniqueness",
  });
