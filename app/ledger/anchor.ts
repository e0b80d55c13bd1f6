import { z } from "zod";

const [begins, ends] = ["-----BEGIN SIGNPOST SEAL-----", "-----END SIGNPOST SEAL-----"];

/** The latest seal as a file, `/ledger/seals/latest.json`. */
const latestSealFile = z.object({ signpost_seal: z.literal(1), seal: z.string() });

/** A seal (JWS) as it stands in a mail: framed, so that it is found in a text that holds more. */
export function writeAnchor(jws: string): string {
  return `${begins} ${jws} ${ends}`;
}

/**
 * The seal (JWS) in a text that somebody kept: the seal alone, the file of the latest seal, or a whole mail.
 * Whatever a mail program put in between (line ends, spaces, signs of quoting) is taken away.
 */
export function readAnchor(text: string): string {
  const file = latestSealFile.safeParse(parseJson(text));
  if (file.success) return file.data.seal;
  const bare = withoutBreaks(text);
  const from = bare.indexOf(withoutBreaks(begins));
  const until = bare.indexOf(withoutBreaks(ends), from);
  return from >= 0 && until >= 0 ? bare.slice(from + withoutBreaks(begins).length, until) : bare;
}

const withoutBreaks = (text: string) => text.replace(/=\r?\n|[\s>]/g, "");

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
