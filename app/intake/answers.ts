import type { reportChannel, reportKind } from "#drizzle/schema/intake.ts";
import type { Day } from "../days.ts";
import type { Disengaged } from "../exchanges/log-exchange.ts";
import type { AdviceRequest, LoggedExchange } from "../exchanges/told.ts";

export type ReportKind = (typeof reportKind.enumValues)[number];
export type ReportChannel = (typeof reportChannel.enumValues)[number];
/** How a report reaches the office, which enters it. */
export type OfficeChannel = Exclude<ReportChannel, "portal" | "exchange-report">;

/** Whom a report is about: somebody staff found in the directory, or what the reporter calls them. */
export type Subject = { personId: string; name: string } | { words: string };

/** When the post was made, as the reporter knows it. */
export type PostTime =
  | { kind: "day"; on: Day }
  | { kind: "span"; from: Day; until: Day }
  | { kind: "unknown" };

/** What an exchange holds that goes with it when it is passed on: a copy, of that moment. */
export type ExchangeSource = {
  /** The exchange's. */
  number: string;
  /** Whose exchange it is. */
  person: { personId: string; name: string };
  /** Ids of those it was kept from: who of the City was part of it. */
  parties: string[];
  /** Ids of those who answered, logged or did anything else about it as advisers. */
  advisedBy: string[];
  /** Null of one that an adviser logged without being asked. */
  request: (AdviceRequest & { askedOn: Day; isOngoing: boolean }) | null;
  log: LoggedExchange & { platform: string; disengaged: Disengaged; by: string; loggedOn: Day };
  /** What the person and who advises them wrote to each other, the first first. */
  messages: { by: string; on: Day; words: string }[];
};

/** The exchange a report came from, and why it was passed on. */
export type ReportSource = ExchangeSource & {
  reason: string;
  /** When the person was told that it would be. */
  toldOn: Day;
};

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
  /** Of one that was an exchange report. */
  source?: ReportSource;
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
