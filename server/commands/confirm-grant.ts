import { parseArgs } from "node:util";
import { confirmGrantByOperator } from "#app/auth/confirm-grant-by-operator.ts";
import { shutOutOfCases } from "#app/cases/shut-out-of-cases.ts";
import { turnRollUps } from "#app/dashboard/turn-roll-ups.ts";
import { openDatabase } from "#app/db.ts";
import { withDatabase } from "../database.ts";
import { openPortal } from "../open-portal.ts";
import { readSettings } from "../settings.ts";

/**
 * `npm run grant:confirm -- --request NUMBER`: for whoever runs the server, when nobody is left in the portal who could
 * confirm a role with a part in cases. The number stands at `/grants`.
 */
const request = readRequest();
const settings = readSettings(process.env);

await withDatabase(settings, async (database) => {
  const publicUrl = settings.publicUrl ?? `http://${settings.host}:${settings.port}`;
  const opened = await openPortal(settings, database, { now: () => new Date(), publicUrl });
  const portal = { ...opened, db: openDatabase(database.owner) };
  await turnRollUps(portal);
  const done = await confirmGrantByOperator(
    portal.db,
    { request, now: portal.now() },
    (tx, personId) => shutOutOfCases(tx, portal, personId),
  );
  if ("refused" in done) return fail(`${done.refused}.`);
  console.log(`Request ${request} is confirmed: the role is held from the next sign-in on.`);
  console.log(
    "The ledger keeps that whoever runs the server did this, and all concerned are told.",
  );
});

function readRequest(): number {
  try {
    const { values } = parseArgs({ options: { request: { type: "string" } } });
    if (/^[1-9]\d{0,8}$/.test(values.request ?? "")) return Number(values.request);
    return fail("--request is missing: the number of the request, as it stands at /grants.");
  } catch (problem) {
    return fail(`${(problem as Error).message}\nThe flag is --request.`);
  }
}

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
