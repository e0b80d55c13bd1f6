import type { Day } from "../days.ts";
import type { Letter } from "../notices/letter.ts";
import type { CaseActName } from "./case-act.ts";

/** A reason, a description, what was said. */
type Words = { words: string };
/** How something reached somebody: on which day, by whom, and what proves it. */
type Service = { on: Day; by: string; proof: string };

/** What is kept with each act of a case that says something: encrypted, whole. */
export type SaidInActs = {
  "party-named": Words;
  /** Why somebody stepped aside; of a conflict found when the case was opened, nothing. */
  "shut-out": Words;
  /** `to`: of a referral, to whom. */
  triaged: Words & { to: string };
  appointed: Words;
  /** What was read and said: that nothing stands between them and the case. */
  declared: Words;
  "appointment-ended": Words;
  "interim-begun": Words;
  "interim-reviewed": Words;
  "interim-ended": Words;
  alleged: {
    /** What was posted, where and when: what the respondent is told. */
    particulars: string;
    /** Addresses of posts: text. */
    addresses: string[];
    /** Off duty: the link to the workplace. */
    link: string;
    /** Why this version, where several were in force in the span. */
    whyVersion: string;
    /** Whether the day is known, or it was posted over some time; `unknown`: on some day between the two. */
    when?: "day" | "span" | "unknown";
    /** On a channel of the City, or on any other account. */
    where?: "channel" | "elsewhere";
  };
  "allegation-withdrawn": Words;
  /** The letter as it was written, frozen. */
  noticed: { letter: Letter };
  served: Service;
  tried: Words & { on: Day };
  /** `files`: ids of those a respondent sent with it. */
  responded: Words & { on: Day; files?: string[] };
  interviewed: Words & { who: string; on: Day; present: string };
  noted: Words;
  excepted: Words;
  /** Reasons on the balance of probabilities; what they rest on: numbers of acts, ids of files. */
  found: Words & {
    acts: number[];
    files: string[];
    /** Why nothing is cited. */
    whyNone?: string;
  };
  /** `terms`: from which day, to which position. */
  proposed: Words & { mitigating: string; aggravating: string; terms?: string };
  confirmed: Words;
  declined: Words;
  issued: { letter: Letter } & Service;
  informed: { letter: Letter } & Service;
  rescinded: Words;
  upheld: Words;
  "training-assigned": Words & { assignment: string };
  grieved: Words & { on: Day };
  "grievance-ended": Words & { on: Day };
  "reporter-told": Words;
  paused: Words;
  resumed: Words;
  closed: Words;
  reopened: Words;
  held: Words;
  "hold-lifted": Words;
  "disposal-proposed": Words;
};

/** What is said with one act; of an act that says nothing: never. */
export type Said<A extends CaseActName> = A extends keyof SaidInActs ? SaidInActs[A] : never;
