import { randomBytes } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, inject } from "vitest";
import { type Database, openDatabase } from "#app/db.ts";

const owners = new WeakMap<Sql, Database>();

/** The same test database as its owner: for what the portal's role may not. */
export function asOwner(db: Database): Database {
  const owner = owners.get(db.$client);
  if (!owner) throw new Error("This is no test database.");
  return owner;
}

/**
 * A fresh, migrated database for the tests around it, as the owner and as the portal's role. Call at the
 * top of a file or a describe; the getters work inside tests.
 */
export function testDatabase() {
  const name = `test_${randomBytes(6).toString("hex")}`;
  const urls = inject("postgres");
  let asOwnerToo: Sql | undefined;
  let opened: { admin: Sql; owner: Sql; portal: Sql; db: Database } | undefined;
  const inside = () => {
    if (!opened) throw new Error("The test database is open inside tests only.");
    return opened;
  };
  beforeAll(async () => {
    const admin = postgres(urls.superuserUrl, { max: 1, onnotice: () => {} });
    await admin.unsafe(`create database ${name} template signpost owner signpost_owner`);
    const at = (url: string) => url.replace(/\/signpost$/, `/${name}`);
    const owner = postgres(at(urls.ownerUrl), { max: 4, onnotice: () => {} });
    const portal = postgres(at(urls.portalUrl), { max: 10, onnotice: () => {} });
    opened = { admin, owner, portal, db: openDatabase(portal) };
    // A client of its own: Drizzle takes the date parsers off the one it is given.
    asOwnerToo = postgres(at(urls.ownerUrl), { max: 4, onnotice: () => {} });
    owners.set(portal, openDatabase(asOwnerToo));
  });
  afterAll(async () => {
    const { admin, owner, portal } = inside();
    await Promise.all([owner, asOwnerToo, portal].map((client) => client?.end({ timeout: 1 })));
    // A connection of the worker that is just being closed would say that it was cut.
    const others = () => admin`select from pg_stat_activity where datname = ${name}`;
    for (let looks = 0; looks < 40 && (await others()).length > 0; looks++) await setTimeout(25);
    await admin.unsafe(`drop database ${name} with (force)`);
    await admin.end();
  });
  return {
    /** Interrupts what a connection is doing: its transaction is undone. */
    async interrupt(pid: number) {
      await inside().admin`select pg_cancel_backend(${pid})`;
    },
    get owner() {
      return inside().owner;
    },
    get portal() {
      return inside().portal;
    },
    get db() {
      return inside().db;
    },
    get portalUrl() {
      return urls.portalUrl.replace(/\/signpost$/, `/${name}`);
    },
    get ownerUrl() {
      return urls.ownerUrl.replace(/\/signpost$/, `/${name}`);
    },
  };
}
