// What a second person agrees to, in full, and how they agree or not.
import { z } from "zod";
import { hasRole, type Viewer } from "../auth/viewer.ts";
import { told } from "../intake/form/told.ts";
import type { Portal } from "../portal.ts";
import { aboutFields } from "./act-about.ts";
import type { CaseInHand } from "./act-on-case.ts";
import type { CaseActLine } from "./case-file.ts";
import type { AskedOfCase } from "./case-route.ts";
import { whyNoCaseAct } from "./life.ts";
import { type ReadFinding, readFinding } from "./read-finding.ts";
import { type ReadProposal, readProposal } from "./read-proposal.ts";
import { sayCaseAct } from "./say-case-act.ts";
import { countDestroyed, type Destroyed } from "./what-disposal-destroys.ts";

/** An act that waits for a second person, with all there is to read before agreeing. */
export type Awaited = {
  number: number;
  /** "Tom Baker decided to take no action" */
  title: string;
  at: Date;
  /** The reasons given, where they are not part of what follows. */
  words: string;
  finding: ReadFinding | null;
  proposal: ReadProposal | null;
  destroys: Destroyed | null;
  /** Whoever agrees does so as the city manager, or in their place. */
  asManager: boolean;
};

/** What waits for this viewer as the second person. */
export const awaitedBy = ({ standing, capacity }: CaseInHand) =>
  standing.awaited
    .filter(({ number }) => capacity.seconds.includes(number))
    .map((line) => ({ about: line.number, label: sayCaseAct(line) }));

/** Reads one of them. */
export async function readAwaited(
  viewer: Viewer,
  portal: Portal,
  hand: CaseInHand,
  about: number,
): Promise<Awaited> {
  const { file, kase } = hand;
  const line = file.acts.find(({ number }) => number === about);
  if (!line) throw new Error("What waits for a second person is an act.");
  const { act, at, said } = line;
  // An exception to a review is about the finding that was to be reviewed.
  const finding = file.findings.find(
    ({ number }) => number === (act === "excepted" ? line.about : about),
  );
  const proposal = file.discipline.find(({ number }) => number === about);
  return {
    ...{ number: about, at, title: sayCaseAct(line) },
    words: act !== "found" && act !== "proposed" && said && "words" in said ? said.words : "",
    finding: finding ? await readFinding(portal, hand, finding) : null,
    proposal: proposal ? await readProposal(viewer, portal, hand, proposal) : null,
    destroys: act === "disposal-proposed" ? await countDestroyed(portal.db, kase.id) : null,
    asManager: isAsManager(viewer, hand, about),
  };
}

/** As the city manager or in their place: where a termination needs one, or the person is the city manager. */
function isAsManager(viewer: Viewer, { file, capacity }: CaseInHand, about: number): boolean {
  const isTermination = file.discipline.some(
    ({ number, measure }) => number === about && measure === "termination",
  );
  return capacity.asManager.includes(about) && (isTermination || hasRole(viewer, "city-manager"));
}

export const confirmForm = z.object({ ...aboutFields, words: told(20_000) });

export const declineForm = z.object({
  ...aboutFields,
  words: told(20_000, "Write why you do not agree"),
});

/** Agreeing to an act; to dispose of a case is the final act too, in the same form. */
export function askConfirmation(
  viewer: Viewer,
  { about, words }: z.output<typeof confirmForm>,
  hand: CaseInHand,
): AskedOfCase {
  const of = hand.file.acts.find(({ number }) => number === about) as CaseActLine | undefined;
  const confirmed = {
    ...{ act: "confirmed" as const, about },
    choice: isAsManager(viewer, hand, about) ? "as-city-manager" : "as-approver",
    ...(words && { said: { words } }),
  };
  if (of?.act !== "disposal-proposed") return [confirmed];
  const refused = whyNoCaseAct(hand.standing, { act: "disposed", about });
  return refused ? { refused } : [confirmed, { act: "disposed", about }];
}

/** Not agreeing, with reasons. */
export const askDecline = ({ about, words }: z.output<typeof declineForm>): AskedOfCase => [
  { act: "declined", about, said: { words } },
];
