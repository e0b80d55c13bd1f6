import postgres from "postgres";
import { openDatabase } from "#app/db.ts";
import { mergeImport } from "#app/people/import/merge-import.ts";
import { openPortal } from "#server/open-portal.ts";
import { readSettings } from "#server/settings.ts";

/** A worker that does nothing but merge: `node merge-process.ts URL NUMBER`, with SIGNPOST_HOME set. */
const [url = "", number = ""] = process.argv.slice(2);
const sql = postgres(url, { max: 2, onnotice: () => {} });
const portal = await openPortal(
  readSettings(process.env),
  { db: openDatabase(sql), portal: sql },
  { now: () => new Date(), publicUrl: "http://127.0.0.1:3000" },
);
await mergeImport(portal, Number(number));
await sql.end();
