import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { and, eq, isNull } from "drizzle-orm";
import { Logger, runOnce } from "graphile-worker";
import type { Sql } from "postgres";
import { afterAll, beforeAll } from "vitest";
import type { Viewer } from "#app/auth/viewer.ts";
import { readContent } from "#app/content/read-content.ts";
import type { Portal } from "#app/portal.ts";
import { grants } from "#drizzle/schema/auth.ts";
import { seedDemo } from "#server/demo/seed.ts";
import { openPortal } from "#server/open-portal.ts";
import { readSettings } from "#server/settings.ts";
import { tasksOf } from "#server/tasks.ts";
import { asOwner, testDatabase } from "./database.ts";

/** The day the fixed people of tests live on: a Monday morning in Manitoba. */
export const aMonday = new Date("2026-11-23T15:30:00Z");

/**
 * Says from when on a moment is still to come, for a database. A test's days are not those of the machine it runs on:
 * its owner moves the clock out of their way, and lets its day go back.
 */
export async function moveDatabaseClock(owner: Sql, moment: string): Promise<void> {
  await owner.unsafe(`
    create or replace function latest_moment() returns timestamptz language sql volatile
      set search_path = public, pg_temp as $$ select '${moment}'::timestamptz $$;
    alter table roll_up_day disable trigger roll_up_day_goes_on`);
}

/**
 * A portal with the real content published and the fixed people in its directory, on a database of its
 * own. `portal.now()` is a Monday morning until `at` says otherwise. Asks nobody for a second factor, as the demo,
 * unless told to.
 */
export function testPortal({ asksForSecondFactor = false } = {}) {
  const database = testDatabase();
  let portal: Portal | undefined;
  let moment = aMonday;
  let home = "";
  const opened = () => {
    if (!portal) throw new Error("The portal is open inside tests only.");
    return portal;
  };
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "signpost-portal-"));
    const settings = readSettings({ SIGNPOST_HOME: home });
    const read = await readContent(settings.contentFolder);
    if ("faults" in read) throw new Error(`The content has faults: ${JSON.stringify(read.faults)}`);
    await moveDatabaseClock(database.owner, "infinity");
    portal = await openPortal(settings, database, {
      now: () => moment,
      publicUrl: "http://127.0.0.1:3000",
      asksForSecondFactor,
    });
    await seedDemo({ ...portal, db: asOwner(portal.db) }, read);
    // What the demo asked for is not what a test is about.
    await database.owner`delete from graphile_worker._private_jobs`;
  });
  afterAll(() => rm(home, { recursive: true, force: true }));
  return {
    database,
    /** The folder with its keys, for a further process on its database. */
    get home() {
      return home;
    },
    get portal() {
      return opened();
    },
    /** Moves the portal's clock. */
    at(then: Date) {
      moment = then;
    },
    /** Works off every job that waits, as the worker would. */
    async runJobs() {
      const taskList = tasksOf(opened()) as never;
      const logger = new Logger(() => () => {});
      const waiting = () => database.owner`
        select from graphile_worker._private_jobs
        where run_at <= now() and attempts < max_attempts and locked_at is null`;
      // One run ends too early where the next job of a queue waits for the one before it.
      for (let run = 0; run < 100 && (await waiting()).length > 0; run++) {
        await runOnce({
          connectionString: database.ownerUrl,
          taskList,
          noHandleSignals: true,
          logger,
        });
      }
    },
    /** One of the fixed people, by number or address, as the guard would name them. */
    async viewer(known: string): Promise<Viewer> {
      const { db } = opened();
      const person = await db.query.people.findFirst({
        where: (row, { eq, or }) => or(eq(row.handle, known), eq(row.email, known)),
      });
      if (!person) throw new Error(`There is nobody known as ${known}.`);
      const granted = await db
        .select({ role: grants.role })
        .from(grants)
        .where(and(eq(grants.personId, person.id), isNull(grants.revokedAt)));
      const { id: personId, handle, givenName, familyName } = person;
      const roles = granted.map(({ role }) => role);
      const investigated = await db.query.caseStandings.findFirst({
        where: (row, { and, eq, ne }) =>
          and(eq(row.investigatorId, person.id), ne(row.stage, "disposed")),
      });
      const isInvestigator = investigated !== undefined;
      return {
        ...{
          personId,
          handle,
          givenName,
          familyName,
          roles,
          isSupervisor: false,
          isInvestigator,
          sessionId: "",
        },
        ...{ method: "password", hasSecondFactor: false },
      };
    },
  };
}
