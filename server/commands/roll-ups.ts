import { parseArgs } from "node:util";
import { findRollUpFaults } from "#app/dashboard/roll-up-faults.ts";
import { withDatabase } from "../database.ts";
import { readSettings } from "../settings.ts";

/**
 * `npm run roll-ups:rebuild` makes what lists and figures read anew from what was recorded; with `--check`
 * it only says whether they are right, and ends with 1 when they are not. The portal may run meanwhile.
 */
const { check } = readFlags();

await withDatabase(readSettings(process.env), async ({ owner }) => {
  // As the owner it also turns back a day that a wrong clock had turned too far.
  if (!check) {
    await owner`select turn_roll_ups((now() at time zone time_zone)::date, time_zone) from roll_up_day`;
    await owner`select rebuild_roll_ups()`;
  }
  const faults = await findRollUpFaults(owner);
  for (const { kept, faults: count } of faults) {
    console.error(`${kept}: ${count} are not what was recorded.`);
  }
  if (faults.length === 0) {
    console.log(`The roll-ups ${check ? "are" : "were made anew and are"} what was recorded.`);
  } else if (check) {
    console.error("Run npm run roll-ups:rebuild.");
  }
  process.exitCode = faults.length === 0 ? 0 : 1;
});

function readFlags() {
  try {
    return parseArgs({ options: { check: { type: "boolean" } } }).values;
  } catch (problem) {
    console.error(`${(problem as Error).message}\nUsage: npm run roll-ups:rebuild [-- --check]`);
    process.exit(2);
  }
}
