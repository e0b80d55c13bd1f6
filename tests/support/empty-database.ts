import { randomBytes } from "node:crypto";
import postgres, { type Sql } from "postgres";
import { inject, onTestFinished } from "vitest";

/** A database with nothing in it, until the test ends: its addresses, and a way in as its owner. */
export async function emptyDatabase(): Promise<{
  ownerUrl: string;
  portalUrl: string;
  owner: Sql;
}> {
  const urls = inject("postgres");
  const name = `empty_${randomBytes(6).toString("hex")}`;
  const admin = postgres(urls.superuserUrl, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${name} owner signpost_owner`);
  const at = (url: string) => url.replace(/\/signpost$/, `/${name}`);
  const owner = postgres(at(urls.ownerUrl), { max: 2, onnotice: () => {} });
  onTestFinished(async () => {
    await owner.end({ timeout: 1 });
    await admin.unsafe(`drop database ${name} with (force)`);
    await admin.end();
  });
  return { ownerUrl: at(urls.ownerUrl), portalUrl: at(urls.portalUrl), owner };
}
