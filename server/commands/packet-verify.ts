import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readPacket } from "#app/evidence/packet-file.ts";
import { writePacketPage } from "#app/evidence/packet-page.ts";
import { verifyPacket } from "#app/evidence/verify-packet.ts";
import { projectFolder } from "../settings.ts";
import { fail } from "./fail.ts";
import { fileToVerify } from "./file-to-verify.ts";

/**
 * `npm run packet:verify -- FILE [--keys FILE]` checks an evidence packet, the page or the JSON, without the
 * portal and without a database. Ends with 0 when it is genuine, with 1 and a sentence that names the first
 * thing that is not as it was.
 */
const { path, publicKeys, unread } = await fileToVerify(
  "Name the packet: npm run packet:verify -- FILE [--keys FILE]",
);
const bytes = await readFile(path).catch(unread);

const read = readPacket(bytes);
if ("refused" in read) fail(read.refused);
const { packet, isPage } = read;
const verified = await verifyPacket(packet, publicKeys);
if ("refused" in verified) fail(verified.refused);
if (isPage && !Buffer.from(writePacketPage(packet, await pageAssets())).equals(bytes)) {
  fail(
    "The evidence inside this page is genuine, but the page around it is not as this edition of Signpost writes it: what it shows may have been changed. Go by its JSON file.",
  );
}

const { records, seals, unsealed, unbound } = verified.verdict;
console.log(`This evidence packet is genuine: it is as ${packet.issuer} signed it.`);
console.log(`It is about ${packet.person.name} (${packet.person.handle}),`);
console.log(`policy ${packet.version.policy}, version ${packet.version.number}.`);
console.log(`It was made at ${packet.made_at} by ${packet.made_by}.`);
console.log(`${records} ledger records stand under ${seals} ${seals === 1 ? "seal" : "seals"}.`);
for (const record of unsealed) console.log(`Not sealed yet when it was made: ${record}.`);
for (const id of unbound) console.log(`Rests on the signature alone: assignment ${id}.`);

async function pageAssets() {
  const folder = join(projectFolder, "app/evidence");
  const [script, style] = await Promise.all(
    ["offline-verifier.js", "packet-page.css"].map((name) => readFile(join(folder, name), "utf8")),
  );
  return { script: script ?? "", style: style ?? "" };
}
