import { parseArgs } from "node:util";
import { resetFactorByOperator } from "#app/auth/second-factor/reset-by-operator.ts";
import { dayIn } from "#app/days.ts";
import { openDatabase } from "#app/db.ts";
import { withDatabase } from "../database.ts";
import { readSettings } from "../settings.ts";
import { fail } from "./fail.ts";

/**
 * `npm run reset-factor -- --person NUMBER-OR-ADDRESS [--set-up-code]`: for whoever runs the server, when the last who
 * could do it in the portal lost their own second step. With `--set-up-code` also prints a code for a new password.
 */
const { person, "set-up-code": withCode } = readFlags();
const settings = readSettings(process.env);

await withDatabase(settings, async ({ owner }) => {
  const now = new Date();
  const today = dayIn(Intl.DateTimeFormat().resolvedOptions().timeZone, now);
  const asked = { person, withCode, today, now };
  const done = await resetFactorByOperator(openDatabase(owner), asked);
  if ("refused" in done) return fail(`${done.refused}.`);
  console.log(`The second step of ${done.name} is reset, and they are signed out everywhere.`);
  if (done.code) {
    const origin = settings.publicUrl ?? `http://${settings.host}:${settings.port}`;
    console.log(`\n  Set-up code  ${done.code}\n  Use it at    ${origin}/set-up\n`);
    console.log("The code works once, for 14 days. It is kept nowhere: write it down now.");
  }
  console.log("The ledger keeps that whoever runs the server did this.");
});

function readFlags(): { person: string; "set-up-code": boolean } {
  try {
    const { values } = parseArgs({
      options: { person: { type: "string" }, "set-up-code": { type: "boolean" } },
    });
    if (!values.person) return fail("--person is missing: an employee number or e-mail address.");
    return { person: values.person, "set-up-code": values["set-up-code"] ?? false };
  } catch (problem) {
    return fail(`${(problem as Error).message}\nThe flags are --person, --set-up-code.`);
  }
}
