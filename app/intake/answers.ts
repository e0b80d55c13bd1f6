import type { reportChannel, reportKind } from "#drizzle/schema/intake.ts";
import type { Day } from "../days.ts";

export type ReportKind = (typeof reportKind.enumValues)[number];
export type ReportChannel = (typeof reportChannel.enumValues)[number];

/** Whom a report is about: somebody staff found in the directory, or what the reporter calls them. */
export type Subject = { personId: string; name: string } | { words: string };

/** When the post was made, as the reporter knows it. */
export type PostTime =
  | { kind: "day"; on: Day }
  | { kind: "span"; from: Day; until: Day }
  | { kind: "unknown" };

/** What a violation report says. It is stored encrypted, whole. */
export type Answers = {
  what: string;
  /** Names of platforms, as offered or in the reporter's words. */
  platforms: string[];
  /** Addresses of posts, accounts or groups: text, which the portal never opens. */
  addresses: string[];
  when: PostTime;
  /** Empty: unknown. */
  subjects: Subject[];
  /** How one can tell that it is a City employee; empty: not said. */
  recognizable: string;
  /** Clauses it seems to break, such as `6.c`; empty: not sure. */
  clauses: string[];
  /** Who else saw it; empty: not said. */
  witnesses: string;
  /** Text pasted as evidence; empty: none. */
  pasted: string;
  isUrgent: boolean;
};

/** Who filed a report that is not anonymous, and how to reach them. */
export type Reporter = {
  /** Of somebody who was signed in, or whom HR found in the directory. */
  personId: string | null;
  name: string;
  email: string;
  phone: string;
  /** Anything else: best times, by letter. */
  reach: string;
};
