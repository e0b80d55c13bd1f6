import { z } from "zod";
import { type Day, isDay } from "../days.ts";
import { type Audience, audience } from "../people/audience.ts";
import type { VersionHead } from "./version.ts";

/** What HR chooses when it publishes. An editorial version is for nobody: nothing is assigned for it. */
export type PublicationChoice = {
  kind: VersionHead["kind"];
  effectiveOn: Day;
  daysToComplete: number;
  audience: Audience;
};

/** What each kind means for people. */
export const kindWords: Record<VersionHead["kind"], { title: string; means: string }> = {
  substantive: {
    title: "Substantive",
    means:
      "People acknowledge again. Everyone in the audience gets new assignments; what they acknowledged before stays as it is.",
  },
  editorial: {
    title: "Editorial",
    means:
      "Nobody need acknowledge again. For corrections that change no rule, such as spelling or an address.",
  },
};

export const kind = z.enum(["substantive", "editorial"], {
  error: "Choose whether the version is substantive or editorial",
});

export const effectiveOn = z
  .string({ error: "Enter the day from which the version is in force" })
  .refine(isDay, "Enter a day as year-month-day, such as 2026-12-01");

export const daysToComplete = z
  .string({ error: "Enter how many days people have" })
  .regex(/^[1-9]\d{0,2}$/, "Enter a whole number of days from 1 to 999")
  .transform(Number);

const choice = z.object({ kind, effectiveOn, daysToComplete, audience });

/** A choice as it stands in the address of a page: kept from page to page, and stored nowhere before it is done. */
export function writeChoice(chosen: Partial<PublicationChoice>): URLSearchParams {
  const { kind, effectiveOn, daysToComplete, audience = {} } = chosen;
  const single = {
    kind,
    effectiveOn,
    daysToComplete,
    from: audience.startedFrom,
    until: audience.startedUntil,
  };
  const given = Object.entries(single).filter(([, value]) => value !== undefined);
  const lists = {
    department: audience.departments,
    position: audience.positions,
    type: audience.types,
  };
  const several = Object.entries(lists).flatMap(([name, list = []]) =>
    list.map((one) => [name, one]),
  );
  return new URLSearchParams(
    [...given, ...several].map(([name, value]) => [`${name}`, `${value}`]),
  );
}

/** The choice of an address, as far as it was made. Refuses what no page of the portal sends. */
export function readChoice(
  parameters: URLSearchParams,
): { chosen: Partial<PublicationChoice> } | { refused: string } {
  const one = (name: string) => parameters.get(name) || undefined;
  const several = (name: string) => {
    const list = parameters.getAll(name).filter(Boolean);
    return list.length > 0 ? list : undefined;
  };
  const audience = {
    departments: several("department"),
    positions: several("position"),
    types: several("type"),
    startedFrom: one("from"),
    startedUntil: one("until"),
  };
  const words = [...(audience.departments ?? []), ...(audience.positions ?? [])];
  const parsed = choice.partial().safeParse({
    kind: one("kind"),
    effectiveOn: one("effectiveOn"),
    daysToComplete: one("daysToComplete"),
    audience: Object.fromEntries(
      Object.entries(audience).filter(([, value]) => value !== undefined),
    ),
  });
  if (!parsed.success || words.some((word) => word.length > 200 || /\p{C}/u.test(word)))
    return { refused: "Begin again at the first page of publishing" };
  const made = Object.entries(parsed.data).filter(([, value]) => value !== undefined);
  return { chosen: Object.fromEntries(made) };
}
