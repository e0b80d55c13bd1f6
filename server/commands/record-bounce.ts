import { recordBounce } from "#app/notices/record-bounce.ts";
import { withDatabase } from "../database.ts";
import { readSettings } from "../settings.ts";

/**
 * `npm run record-bounce < message`: notes on a notice that it came back. For a mail server to run on what
 * arrives at the address of MAIL_FROM. Ends with 1, and a sentence, when the mail is no such message.
 */
const longest = 1_000_000;

const mail = await readMail();
const settings = readSettings(process.env);
const publicUrl = settings.publicUrl ?? `http://${settings.host}:${settings.port}`;
const noted = await withDatabase(settings, ({ db }) =>
  recordBounce({ db, publicUrl, now: () => new Date() }, mail),
);
if ("refused" in noted) {
  console.error(`${noted.refused}.`);
  process.exitCode = 1;
} else {
  console.log(`Noted: notice ${noted.noticeId} came back.`);
}

/** The beginning of what is given: a report stands before what it returns. */
async function readMail(): Promise<string> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of process.stdin) {
    pieces.push(piece);
    length += piece.length;
    if (length > longest) break;
  }
  return Buffer.concat(pieces).toString("utf8").slice(0, longest);
}
