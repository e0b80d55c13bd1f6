import { type Clock, clockOf } from "../clock.ts";
import { citeClause } from "../content/cite-clause.ts";
import type { FrozenLesson } from "../content/frozen-version.ts";
import type { Spokesperson } from "../people/spokespeople.ts";
import type { Portal } from "../portal.ts";
import type { Duty } from "./duties.ts";

/** Beside the frozen words of a lesson: who may speak for the City today, and whom to ask about it. */
export type WhoMaySpeak = {
  clock: Clock;
  people: Spokesperson[];
  clause: { id: string; label: string };
  ask: { title: string; phone: string | null; email: string | null } | null;
};

/**
 * What the register says today, for a lesson that teaches the clause of authorizations of its own version;
 * null for every other lesson, and nothing is asked for it.
 */
export async function whoMaySpeak(
  portal: Portal,
  { version }: Duty,
  lesson: FrozenLesson,
): Promise<WhoMaySpeak | null> {
  const { organization, policy } = version.content;
  const named = organization.authorizations;
  if (!named || !lesson.teaches.includes(named.clause)) return null;
  const contact = organization.contacts.find(({ id }) => id === named.ask);
  const label = policy.clauses[named.clause]?.label ?? named.clause;
  return {
    clock: await clockOf(portal),
    people: await portal.spokespeople(),
    clause: { id: named.clause, label: citeClause(label, named.clause) },
    ask: contact ? { title: contact.title, phone: contact.phone, email: contact.email } : null,
  };
}
