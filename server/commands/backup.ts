import { parseArgs } from "node:util";
import { faultInWords } from "#app/describe-fault.ts";
import { backUp } from "../backup/back-up.ts";
import { inBytes } from "../backup/in-bytes.ts";
import { withOwner } from "../database.ts";
import { readSettings } from "../settings.ts";
import { fail } from "./fail.ts";
import { namedPath } from "./named-path.ts";

/**
 * `npm run backup -- FOLDER` writes all tables, as they are at one moment, into a new folder, while the portal
 * runs or not. Ends with 1, and a sentence, when it cannot: then there is no such folder.
 */
const folder = readFolder();
const settings = readSettings(process.env);
const began = performance.now();
let [rows, size] = [0, 0];

const made = await withOwner(settings, (ownerUrl) =>
  backUp(ownerUrl, folder, {
    told: (table) => {
      rows += table.rows;
      size += table.size;
      if (table.rows > 0) console.log(`  ${table.name.padEnd(26)} ${table.rows}`);
    },
  }),
).catch((problem) => fail(`Nothing was backed up: ${faultInWords(problem)}`));
if ("refused" in made) fail(`${made.refused}.`);

const seconds = Math.max(1, Math.round((performance.now() - began) / 1000));
const seal = made.seal === null ? "nothing is sealed yet" : "with the latest seal";
console.log(`\n${folder} is whole: the portal as it was at ${made.at}, ${seal}.`);
console.log(
  `${rows.toLocaleString("en")} rows in ${made.tables.length} tables, ${inBytes(size)}, ${seconds} s.`,
);
console.log("\nNot in it, and lost without a copy of their own:");
console.log(`  the keys, in ${settings.keysFolder}: keep their copy apart from this backup`);
console.log(`  the content, in ${settings.contentFolder}`);

function readFolder(): string {
  try {
    const [folder, ...more] = parseArgs({ allowPositionals: true }).positionals;
    // npm runs a script in the project's folder; files are named from where the command was given.
    if (folder && more.length === 0) return namedPath(folder);
  } catch {
    // Falls through: an unknown flag.
  }
  return fail("Name a new folder: npm run backup -- FOLDER");
}
