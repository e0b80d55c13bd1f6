// What the forms of acts have in common that are about an earlier one: which of several, before the form.
import { z } from "zod";
import type { Visit } from "../auth/guard.ts";
import { seenFields } from "../seen-form.ts";
import type { CaseInHand } from "./act-on-case.ts";
import { whyNotTheirs } from "./capacity.ts";
import type { CaseActName } from "./case-act.ts";
import { aboutOf, loadCaseAct } from "./case-route.ts";
import { whyNoCaseAct } from "./life.ts";

/** What an act can be about, with the sentence why it cannot be at present. */
export type AboutChoice = { about: number; label: string; whyNot: string | null };

/** What every form carries that is about an earlier act: its number too. */
export const aboutFields = {
  ...seenFields,
  about: z
    .string({ error: "Open this page again, and choose what it is about" })
    .regex(/^\d{1,4}$/, "Open this page again, and choose what it is about")
    .transform(Number),
};

/**
 * As `loadCaseAct`, of an act about an earlier one: the one the address names, or the only one there is. `asked` is
 * null while there are several to choose from.
 */
export function loadActAbout<T extends object>(
  visit: Visit,
  act: CaseActName,
  choose: (hand: CaseInHand) => { about: number; label: string }[],
  offer: (hand: CaseInHand, about: number) => T | Promise<T>,
) {
  return loadCaseAct(visit, act, async (hand) => {
    const { capacity, standing } = hand;
    const choices = choose(hand).map((one): AboutChoice => {
      const asked = { act, about: one.about, by: capacity.personId };
      const whyNot = whyNotTheirs(capacity, act, one.about) ?? whyNoCaseAct(standing, asked);
      return { ...one, whyNot };
    });
    const [only, ...others] = choices.filter(({ whyNot }) => whyNot === null);
    const asked = aboutOf(visit.url) ?? (others.length === 0 ? only?.about : undefined);
    const chosen = choices.find(({ about, whyNot }) => about === asked && whyNot === null);
    return {
      ...{ choices, about: chosen?.about ?? null },
      asked: chosen ? await offer(hand, chosen.about) : null,
    };
  });
}
