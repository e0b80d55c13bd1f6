import type { Encoding } from "./encoding.ts";
import type { Statement } from "./statements.ts";

/** What a floor is told before it serves: the same work as the portal's, and nothing else. */
export type FloorJob = {
  databaseUrl: string;
  /** As many as the portal's pool has. */
  connections: number;
  /** Slot `session`. Answers with the person's `id`. */
  session: Statement;
  /** Slot `person`. Answers with the `id` of the assignment. */
  duties: Statement;
  page?: {
    headers: string[];
    encoding: Encoding | null;
    bodies: { [person: string]: string };
  };
  answer?: {
    headers: string[];
    /** Slots `assignment`, `scenario`, `number`, `shown`, `chosen`. */
    insert: Statement;
    /** The choices of each scenario as PostgreSQL writes an array. */
    shown: { [scenario: string]: string };
  };
  acknowledge?: {
    headers: string[];
    /** Slot `person`. Answers with the `password_hash`. */
    credential: Statement;
    /** Slot `assignment`. */
    attempts: Statement;
    /** Slots `record`, `person`, `body`. */
    record: Statement;
    /** Slots `record`, `person`, `assignment`, `reference`. */
    acknowledgement: Statement;
    /** A ledger record's body, with these same slots in braces. */
    body: string;
  };
};
