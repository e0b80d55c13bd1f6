import { rotateCaseKeys } from "#app/secrecy/rotate-case-keys.ts";
import { withDatabase } from "../database.ts";
import { readSettings } from "../settings.ts";

/**
 * `npm run case-keys:rotate`, while no portal runs: makes a new key that wraps the keys of reports and cases,
 * and drops the old one. Ends with 1, and a sentence, when it cannot; run again, it goes on where it was.
 */
const settings = readSettings(process.env);
const done = await withDatabase(settings, ({ db, owner }) =>
  rotateCaseKeys({ db, owner, now: () => new Date() }, settings.keysFolder),
);
if ("refused" in done) {
  console.error(`${done.refused}.`);
  process.exitCode = 1;
} else {
  console.log(`The key ${done.kid} wraps ${done.keys} data keys, and no other key is left.`);
  console.log(
    "Copy case-keys.json to where you keep its copy, and to every machine of the portal.",
  );
  console.log(
    "Keep the copy of before for as long as you keep backups of the database from before.",
  );
}
