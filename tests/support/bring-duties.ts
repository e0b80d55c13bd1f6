import postgres from "postgres";
import { bringDutiesUpToDate } from "#app/attestation/bring-duties-up-to-date.ts";
import { openDatabase } from "#app/db.ts";
import { openPortal } from "#server/open-portal.ts";
import { readSettings } from "#server/settings.ts";

/** Run as a process: brings the duties of a database up to date, on the day of the tests. */
const [home = "", url = ""] = process.argv.slice(2);
const portal = postgres(url, { max: 2, onnotice: () => {} });
const opened = await openPortal(
  readSettings({ SIGNPOST_HOME: home }),
  { portal, db: openDatabase(portal) },
  { now: () => new Date("2026-11-23T15:30:00Z"), publicUrl: "http://127.0.0.1:3000" },
);
await bringDutiesUpToDate(opened);
await portal.end();
