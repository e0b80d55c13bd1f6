import type { lessonsTaken } from "#drizzle/schema/paper.ts";
import type { Day } from "../days.ts";
import type { Facts } from "../ledger/record.ts";

export type LessonsTaken = (typeof lessonsTaken.enumValues)[number];

/** Somebody as the directory had them when the paper was recorded. */
export type NamedPerson = { id: string; handle: string; name: string };

/** What makes an acknowledgement one on paper. */
export type PaperFacts = {
  signedOn: Day;
  witness: NamedPerson;
  lessons: LessonsTaken;
  /** Set when the lessons were read aloud. */
  read: { on: Day; by: NamedPerson } | null;
  /** Null only where somebody refused to sign. `digest` is the SHA-256 of its bytes. */
  scan: { digest: string } | null;
  recordedBy: NamedPerson;
};

/** What the ledger record of an acknowledgement says of its paper: the database compares each. */
export function paperInLedger({ signedOn, witness, lessons, read, scan }: PaperFacts): Facts {
  return {
    signed_on: signedOn,
    witness: witness.id,
    scan_digest: scan?.digest ?? null,
    lessons_taken: lessons,
    lessons_read_on: read?.on ?? null,
    lessons_read_by: read?.by.id ?? null,
  };
}
