import { parseArgs } from "node:util";
import { trustedKeys } from "#app/ledger/trusted-keys.ts";
import { readSettings } from "../settings.ts";
import { fail } from "./fail.ts";
import { namedPath } from "./named-path.ts";

/**
 * What a command that checks a file was given: `FILE [--keys FILE]`. The public keys are those of the file of keys or,
 * where none is named, those of this portal; with `keysFromElsewhere` one has to be named. Fails with `usage`.
 */
export async function fileToVerify(usage: string, { keysFromElsewhere = false } = {}) {
  const { file, keys } = readFlags(usage);
  if (keysFromElsewhere && keys === undefined) fail(usage);
  const publicKeys =
    keys === undefined
      ? await trustedKeys(null, readSettings(process.env).keysFolder)
      : await trustedKeys(namedPath(keys), "");
  if ("refused" in publicKeys) fail(publicKeys.refused);
  return { path: namedPath(file), publicKeys, unread: () => fail(`${file} cannot be read.`) };
}

function readFlags(usage: string) {
  try {
    const options = { keys: { type: "string" } } as const;
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const [file, ...more] = positionals;
    return file && more.length === 0 ? { file, keys: values.keys } : fail(usage);
  } catch {
    return fail(usage);
  }
}
