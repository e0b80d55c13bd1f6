import { parseArgs } from "node:util";
import { faultInWords } from "#app/describe-fault.ts";
import { checkBackup, restore } from "../backup/restore.ts";
import { withOwner } from "../database.ts";
import { readSettings } from "../settings.ts";
import { fail } from "./fail.ts";
import { namedPath } from "./named-path.ts";

/**
 * `npm run restore -- FOLDER` loads a backup into an empty database and checks the ledger. Ends with 1, and a
 * sentence, when it cannot: then nothing was loaded; also when something is found in what was loaded. With
 * `--check` it only reads the backup through.
 */
const { folder, isCheck } = readFlags();
const settings = readSettings(process.env);
const { keysFolder } = settings;
const began = performance.now();

if (isCheck) {
  const backup = await checkBackup(folder, keysFolder).catch(stop);
  if ("refused" in backup) fail(`${backup.refused.replace(/\.$/, "")}.`);
  console.log(`${folder} is whole, of ${backup.at}, and the keys in ${keysFolder} are its keys.`);
  process.exit(0);
}

console.log("Reading the backup through. Rows loaded:");
const restored = await withOwner(settings, (ownerUrl) =>
  restore(ownerUrl, { folder, keysFolder }, ({ name, rows }) => {
    if (rows > 0) console.log(`  ${name.padEnd(26)} ${rows}`);
  }),
).catch(stop);
if ("refused" in restored) fail(`${restored.refused.replace(/\.$/, "")}.`);

const { backup, ledger, rollUps } = restored;
const rows = backup.tables.reduce((sum, table) => sum + table.rows, 0);
const seconds = Math.max(1, Math.round((performance.now() - began) / 1000));
console.log(
  `\n${rows.toLocaleString("en")} rows are loaded, as they were at ${backup.at}; ${seconds} s.`,
);
console.log(
  `${ledger.records} records under ${ledger.seals} seals are in order; ${ledger.unsealed} wait for a seal.`,
);
if (ledger.fault) {
  console.error(`The ledger is not in order. ${ledger.fault.sentence}`);
  process.exitCode = 1;
}
if (rollUps.length > 0) {
  console.error("Lists and figures are not what was recorded. Run npm run roll-ups:rebuild.");
  process.exitCode = 1;
}
console.log("\nPeople keep their passwords, and sign in again. What was done later is not in it:");
console.log(
  "grants, passwords and codes that were taken back since then hold again. Look at /admin.",
);

function readFlags(): { folder: string; isCheck: boolean } {
  try {
    const options = { check: { type: "boolean" } } as const;
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const [folder, ...more] = positionals;
    // npm runs a script in the project's folder; files are named from where the command was given.
    const path = folder && namedPath(folder);
    if (path && more.length === 0) return { folder: path, isCheck: values.check ?? false };
  } catch {
    // Falls through: an unknown flag.
  }
  return fail("Name the folder of a backup: npm run restore -- [--check] FOLDER");
}

function stop(problem: unknown): never {
  return fail(`The restore broke off: ${faultInWords(problem)}`);
}
