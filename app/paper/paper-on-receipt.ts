import type { Json } from "../ledger/canonical.ts";
import type { NamedPerson, PaperFacts } from "./paper-facts.ts";

/** What a receipt says of the paper: put together from the immutable row alone, so that it never differs. */
export function paperOnReceipt({
  signedOn,
  witness,
  lessons,
  read,
  scan,
  recordedBy,
}: PaperFacts): Json {
  return {
    signed_on: signedOn,
    witness: named(witness),
    scan_sha256: scan?.digest ?? null,
    lessons: lessons,
    read_aloud: read && { on: read.on, by: named(read.by) },
    recorded_by: named(recordedBy),
  };
}

const named = ({ name, handle }: NamedPerson): Json => ({ name, number: handle });
