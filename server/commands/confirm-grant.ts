import { parseArgs } from "node:util";
import { confirmGrantByOperator } from "#app/auth/confirm-grant-by-operator.ts";
import { roleWords } from "#app/auth/role.ts";
import { shutOutOfCases } from "#app/cases/shut-out-of-cases.ts";
import { turnRollUps } from "#app/dashboard/turn-roll-ups.ts";
import { openDatabase } from "#app/db.ts";
import { withDatabase } from "../database.ts";
import { openPortal } from "../open-portal.ts";
import { readSettings } from "../settings.ts";

/**
 * `npm run grant:confirm -- --request NUMBER --person HANDLE`: for whoever runs the server, when nobody is left in the portal who could
 * confirm a role with a part in cases. Both stand at `/grants`; whom it is for is asked for so that it is known.
 */
const { request, handle } = readRequest();
const settings = readSettings(process.env);

await withDatabase(settings, async (database) => {
  const publicUrl = settings.publicUrl ?? `http://${settings.host}:${settings.port}`;
  const opened = await openPortal(settings, database, { now: () => new Date(), publicUrl });
  const portal = { ...opened, db: openDatabase(database.owner) };
  await turnRollUps(portal);
  const done = await confirmGrantByOperator(
    portal.db,
    { request, handle, now: portal.now() },
    (tx, personId) => shutOutOfCases(tx, portal, personId),
  );
  if ("refused" in done) return fail(`${done.refused}.`);
  const { title } = roleWords[done.role];
  console.log(
    `Request ${request} is confirmed: ${handle} holds “${title}” from the next sign-in on.`,
  );
  console.log(
    "The ledger keeps that whoever runs the server did this, and all concerned are told.",
  );
});

function readRequest(): { request: number; handle: string } {
  try {
    const { values } = parseArgs({
      options: { request: { type: "string" }, person: { type: "string" } },
    });
    const { request = "", person: handle } = values;
    if (/^[1-9]\d{0,8}$/.test(request) && handle) return { request: Number(request), handle };
    return fail(
      "Give --request, the number of the request, and --person, whom it is for, as both stand at /grants.",
    );
  } catch (problem) {
    return fail(`${(problem as Error).message}\nThe flags are --request and --person.`);
  }
}

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
