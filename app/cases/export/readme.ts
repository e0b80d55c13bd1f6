import type { CaseExport } from "./case-export.ts";

/** How the file is read and checked, in plain words, for somebody who has never seen the portal. */
export function writeReadme({ issuer, number, kind, made_by, made_at }: CaseExport): string {
  const severed = `
This is a severed export: words and parts were removed from it. removed.html lists where and why. What was
removed is gone: it stands nowhere under the marks, and in no other file here. Whoever made the export looked
for names and other personal words, and does not claim to have found every one. The portal takes words out of
texts; it does not look inside the files under evidence/. Whoever included a file answers for what is in it.

People stand in case.json under numbers of this copy alone (person-1, person-2 and so on), and no ledger record is in
it, for a record says who did something by an id that is the same everywhere. So the check counts the acts of which
it cannot work out that they are what the ledger recorded: those that are in this copy. That a record of each stands
in the ledger, and where, it does check.
`;
  const behind =
    kind === "severed"
      ? `Of each act its record's hash in the portal's ledger stands under ledger/, with the signed
seal it stands under and the proof that it does. Whoever has the ledger finds the record there.`
      : `Each act of the case has its record of the portal's ledger under ledger/, with the signed seal
it stands under and the proof that it does. The record binds the act by a digest.`;
  const words =
    kind === "severed"
      ? "- The words, and what was done, rest on the signature of this export."
      : `- The words themselves rest on the signature of this export. The ledger binds them as the portal keeps them,
  which is encrypted: that encrypted form has the digest named words_sha256, and opens with the portal's key
  only.`;
  return `Case ${number}, ${kind === "whole" ? "the whole file" : "severed"}
${issuer}
Made by ${made_by} at ${made_at}
${kind === "severed" ? severed : ""}
How to read it
--------------
Unpack the ZIP into a folder and open case.html in a browser. It needs no network and runs no script. Letters
are under letters/, files that were kept as evidence under evidence/. case.json says the same as case.html, for
programs.

How to check it
---------------
You need a copy of Signpost, this ZIP file as it came, and the public keys of the portal. The keys must come
from elsewhere than this file: from the portal's address /.well-known/jwks.json, or from a copy that somebody
independent kept. In the folder of Signpost run

    npm run case:verify -- FILE.zip --keys KEYS.json

It says that the file is genuine, or names the first thing that is not as it was: a file that was changed,
removed or added, an act that is not what the ledger recorded, or an end that was cut off.

What stands behind it: manifest.json lists every file with its size and its SHA-256, and is signed with the
portal's key. ${behind}

By hand: sha256sum of a file is to be the one in manifest.json.

What it does not prove
----------------------
- That what somebody wrote is true. It proves who recorded what, and when.
${words}
- Who saw the case, and the reports it began with, rest on the signature too.
- Acts of the last seconds before the export may not have been sealed yet. The check says which.
- That the case did not go on afterwards. It holds what was there when it was made.
- Whoever runs the portal's server and holds its keys could have written something else from the beginning.
  A seal that an auditor kept elsewhere limits that: see the portal's ledger.
`;
}
