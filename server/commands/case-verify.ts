import { openAsBlob } from "node:fs";
import { verifyCaseFile } from "#app/cases/export/verify-case-file.ts";
import { fail } from "./fail.ts";
import { fileToVerify } from "./file-to-verify.ts";

/**
 * `npm run case:verify -- FILE --keys KEYS` checks the export of a case without the portal and without a database.
 * Ends with 0 when it is genuine, with 1 and a sentence that names the first thing that is not as it was.
 */
const { path, publicKeys, unread } = await fileToVerify(
  "Name the export, and the keys, which must come from elsewhere: npm run case:verify -- FILE --keys KEYS",
  { keysFromElsewhere: true },
);
const zip = await openAsBlob(path).catch(unread);

const verified = await verifyCaseFile(zip, publicKeys);
if ("refused" in verified) fail(verified.refused);

const { manifest, acts, unsealed, unbound } = verified.verdict;
const { issuer, number, kind, made_by, made_at, files } = manifest;
console.log(`This export is genuine: every file is as ${issuer} signed it.`);
console.log(`It is ${kind === "whole" ? "the whole of" : "a severed copy of"} case ${number}.`);
console.log(`It was made at ${made_at} by ${made_by}.`);
const recorded = unbound.length > 0 ? "" : "; each act in it is what the ledger recorded";
console.log(`${files.length} files, and ${acts} acts${recorded}.`);
for (const one of unsealed) console.log(`Not sealed yet when it was made: act ${one}.`);
if (kind === "severed") {
  console.log("Words and parts were removed from it: removed.html in it says where and why.");
  console.log(
    `Not worked out for ${unbound.length} acts: whether each is what the ledger recorded. That names people by ids, and a severed copy has none.`,
  );
  console.log(
    "Of each of these acts a record stands under its seal. What the copy says of it rests on the signature.",
  );
}
