import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { addFirstAdministrator } from "#app/auth/first-administrator.ts";
import { dayIn } from "#app/days.ts";
import { openDatabase } from "#app/db.ts";
import { line } from "#app/form.ts";
import { withDatabase } from "../database.ts";
import { readSettings } from "../settings.ts";
import { fail } from "./fail.ts";

/**
 * `npm run create-admin -- --given-name … --family-name … [--email …] [--employee-number … --department …
 * --position …]`: adds the first administrator and prints their set-up code. Asks on a terminal for what is
 * missing. Somebody without an employee number is from outside, and signs in with their e-mail address.
 */
const questions = {
  "given-name": "Given name",
  "family-name": "Family name",
  "employee-number": "Employee number (empty for somebody from outside)",
  email: "E-mail address (may be empty for an employee)",
  department: "Department",
  position: "Position",
} as const;

type Flag = keyof typeof questions;

const options = Object.fromEntries(
  Object.keys(questions).map((flag) => [flag, { type: "string" }]),
) as Record<Flag, { type: "string" }>;

const values = readFlags();
const terminal = process.stdin.isTTY
  ? createInterface({ input: process.stdin, output: process.stdout })
  : null;

const givenName = await ask("given-name", line("Give a given name", 100));
const familyName = await ask("family-name", line("Give a family name", 100));
const employeeNumber = await askIfAny("employee-number", line("Give an employee number", 40));
const address = z.email("Give an e-mail address such as name@example.org").max(200);
const email =
  employeeNumber === null ? await ask("email", address) : await askIfAny("email", address);
const work =
  employeeNumber === null
    ? null
    : {
        department: await ask("department", line("Give a department", 100)),
        position: await ask("position", line("Give a position", 100)),
      };
terminal?.close();

const settings = readSettings(process.env);
await withDatabase(settings, async ({ owner }) => {
  const now = new Date();
  const today = dayIn(Intl.DateTimeFormat().resolvedOptions().timeZone, now);
  const person = { givenName, familyName, employeeNumber, email, work };
  const added = await addFirstAdministrator(openDatabase(owner), person, { today, now });
  if ("refused" in added) {
    console.error(added.refused);
    process.exitCode = 1;
    return;
  }
  const origin = settings.publicUrl ?? `http://${settings.host}:${settings.port}`;
  console.log(`${givenName} ${familyName} is the administrator.\n`);
  console.log(`  Set-up code  ${added.code}`);
  console.log(`  Use it at    ${origin}/set-up`);
  console.log(`  Then sign in with ${[email, employeeNumber].filter(Boolean).join(" or ")}\n`);
  console.log("The code works once, for 14 days. It is kept nowhere: write it down now.");
});

function readFlags(): { [F in Flag]?: string } {
  try {
    return parseArgs({ options }).values;
  } catch (problem) {
    return fail(
      `${(problem as Error).message}\nThe flags are --${Object.keys(questions).join(", --")}.`,
    );
  }
}

/** The flag's value, or the answer on the terminal; ends the command where there is neither. */
async function ask(flag: Flag, schema: z.ZodType<string>): Promise<string> {
  for (let given = values[flag]; ; given = undefined) {
    const text = given ?? (await terminal?.question(`${questions[flag]}: `));
    if (text === undefined) return fail(`--${flag} is missing.`);
    const parsed = schema.safeParse(text.trim());
    if (parsed.success) return parsed.data;
    const mend = `${parsed.error.issues[0]?.message}.`;
    if (!terminal) fail(`--${flag}: ${mend}`);
    console.log(mend);
  }
}

/** As `ask`; null where nothing is given, or the answer is empty. */
async function askIfAny(flag: Flag, schema: z.ZodType<string>): Promise<string | null> {
  if (values[flag] === undefined && !terminal) return null;
  const orEmpty = z.string().superRefine((text, context) => {
    const problem = text === "" ? undefined : schema.safeParse(text).error?.issues[0]?.message;
    if (problem) context.addIssue({ code: "custom", message: problem });
  });
  return (await ask(flag, orEmpty)) || null;
}
