import type { Day } from "../days.ts";

/** What somebody asks advice about. It is stored encrypted, whole. */
export type AdviceRequest = {
  what: string;
  /** As offered, or in the person's words; empty: not said. */
  platform: string;
  /** Address of the exchange: text, which the portal never opens; empty: not said. */
  address: string;
  /** Since when, in the person's words; empty: not said. */
  since: string;
};

/** What an adviser logged of an exchange. It is stored encrypted, whole. */
export type LoggedExchange = {
  /** Its name, of one that is not offered. */
  otherPlatform: string;
  /** Text, which the portal never opens; empty: not known. */
  address: string;
  happenedOn: Day;
  /** What was said, by whom. */
  said: string;
  /** Whether somebody could be recognized as staff of the City. */
  recognizable: "yes" | "no" | "not-known";
  /** Empty: none was given yet. */
  advice: string;
};
