import { rotateSigningKey } from "#app/ledger/rotate-signing-key.ts";
import { changingKeysAlone } from "#app/secrecy/key-rotation.ts";
import { rotateWrappingKey } from "#app/secrecy/rotate-wrapping-key.ts";
import { withDatabase } from "../database.ts";
import { readSettings } from "../settings.ts";

/**
 * `npm run keys:rotate -- signing` or `wrapping`, while the portal runs: makes a new key that signs, or one that wraps
 * the keys of reports, exchanges and cases. Ends with 1, and a sentence, when it cannot; run again, it goes on where it
 * was.
 */
const [kind] = process.argv.slice(2);
const settings = readSettings(process.env);
const folder = settings.keysFolder;

async function rotate(): Promise<{ refused: string } | { said: string }> {
  if (kind !== "signing" && kind !== "wrapping") {
    return { refused: "Say which key: npm run keys:rotate -- signing, or -- wrapping" };
  }
  return withDatabase(settings, ({ db, owner }) =>
    changingKeysAlone(owner, async () => {
      const rotation = { db, owner, folder, now: () => new Date(), patience: 60 };
      if (kind === "signing") {
        const done = await rotateSigningKey(rotation);
        return "refused" in done
          ? done
          : { said: `The key ${done.kid} signs; ${done.before} still verifies what it signed.` };
      }
      const done = await rotateWrappingKey(rotation);
      return "refused" in done
        ? done
        : { said: `The key ${done.kid} wraps ${done.keys} data keys, and no other key is left.` };
    }),
  );
}

const done = await rotate();
if ("refused" in done) {
  console.error(`${done.refused}.`);
  process.exitCode = 1;
} else {
  console.log(done.said);
  console.log(`Copy the files of ${folder} to where you keep their copy, and to every machine.`);
  console.log(
    "Keep the copy of before for as long as you keep backups of the database from before.",
  );
}
