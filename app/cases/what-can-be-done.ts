// What somebody can do in a case now, as links, and what not, with the sentence why: the same rules as every act.

import type { CaseInHand } from "./act-on-case.ts";
import { actPaths } from "./act-paths.ts";
import { whyNotTheirs } from "./capacity.ts";
import type { CaseActName } from "./case-act.ts";
import type { AskedAct } from "./life/rule.ts";
import { whyNoCaseAct } from "./life.ts";
import { targetsOf } from "./targets-of-act.ts";

/** An act as a link: what it does, and about what. */
export type Doable = { act: CaseActName; label: string; href: string };

/** Acts that cannot be done for one reason. */
export type NotDoable = { why: string; labels: string[] };

/** What a second person does stands where it is said what waits for one. */
const ofSecondPersons: CaseActName[] = ["confirmed", "declined", "disposed"];

/** Every act with an address of its own: the ones that follow and are this viewer's, and why the others do not. */
export function whatCanBeDone(hand: Hand): { now: Doable[]; not: NotDoable[] } {
  const now: Doable[] = [];
  const not = new Map<string, string[]>();
  for (const act of Object.keys(actPaths) as CaseActName[]) {
    if (ofSecondPersons.includes(act) && hand.standing.awaited.length > 0) continue;
    const { doable, why } = askFor(hand, act);
    now.push(...doable);
    if (doable.length > 0 || !why) continue;
    not.set(why, [...(not.get(why) ?? []), actPaths[act]?.label ?? ""]);
  }
  return { now, not: [...not].map(([why, labels]) => ({ why, labels })) };
}

/** The acts of a second person about what waits for one, as links; and why they are not this viewer's. */
export function whatSecondsCanDo(
  hand: Hand,
  about: number,
): { doable: Doable[]; whyNot: string | null } {
  const isDisposal = hand.standing.actOf(about)?.act === "disposal-proposed";
  const acts: CaseActName[] = [isDisposal ? "disposed" : "confirmed", "declined"];
  const asked = acts.map((act) => ({ act, why: whyNot(hand, { act, about }) }));
  return {
    doable: asked.flatMap(({ act, why }) => (why ? [] : [linkTo(hand, act, about)])),
    whyNot: asked[0]?.why ?? null,
  };
}

type Hand = Pick<CaseInHand, "file" | "standing" | "capacity"> & { kase: { number: string } };

function askFor(hand: Hand, act: CaseActName): { doable: Doable[]; why: string | null } {
  const targets = targetsOf(act, hand);
  const general = whyNot(hand, { act });
  if (general || !targets) return { doable: general ? [] : [linkTo(hand, act)], why: general };
  const asked = targets.map((target) => ({ ...target, why: whyNot(hand, { act, ...target }) }));
  return {
    doable: asked.flatMap(({ about, label, why }) =>
      why ? [] : [linkTo(hand, act, about, label)],
    ),
    why: asked.find(({ why }) => why)?.why ?? null,
  };
}

function whyNot({ standing, capacity }: Hand, { act, about, personId }: AskedAct): string | null {
  const asked = { act, about, personId, by: capacity.personId };
  return whyNotTheirs(capacity, act, about) ?? whyNoCaseAct(standing, asked);
}

function linkTo({ kase }: Hand, act: CaseActName, about?: number, label?: string): Doable {
  const { path = "", label: usual = "" } = actPaths[act] ?? {};
  const query = about === undefined ? "" : `?about=${about}`;
  return { act, label: label ?? usual, href: `/cases/${kase.number}/${path}${query}` };
}
