import { sendNotices } from "#app/notices/send-notices.ts";
import { connect } from "#server/database.ts";
import { openPortal } from "#server/open-portal.ts";
import { readSettings } from "#server/settings.ts";

/** Sends what is owed, as the worker would, at the moment NOW: a process of its own, to be killed. */
const settings = readSettings(process.env);
const database = await connect(settings);
const now = () => new Date(process.env.NOW ?? "");
const portal = await openPortal(settings, database, { now, publicUrl: "http://127.0.0.1:3000" });
process.stdout.write("sending\n");
await sendNotices(portal);
await database.close();
