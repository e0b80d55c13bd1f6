import type { OwnNoticeKind } from "../cases/own-notices.ts";

/** What each kind of letter is called to the one it is for. */
export const ownTitles: Record<OwnNoticeKind, string> = {
  notice: "Notice of allegations",
  decision: "A decision about you",
  outcome: "The outcome for you",
};

/** How a grievance ended, to the one who filed it. */
export const grievanceEnds: Record<string, string> = {
  dismissed: "It was dismissed",
  "allowed-in-part": "It was allowed in part",
  allowed: "It was allowed",
  settled: "It was settled",
  withdrawn: "It was withdrawn",
  "to-arbitration": "It went to arbitration",
};
