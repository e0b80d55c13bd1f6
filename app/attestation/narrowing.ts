import type { Day } from "../days.ts";
import type { Portal } from "../portal.ts";
import type { AttestationFilter } from "./attestation-filter.ts";

/** What a link from the dashboard narrowed a list to, beyond what its form offers. */
export type NarrowedTo = {
  acknowledged: { from: Day | null; until: Day | null } | null;
  /** The question as the version puts it, or as it is called where no version is named. */
  question: { ask: string; first: "wrong" | "right" | null } | null;
  /** To be sent on with the form. */
  kept: [name: string, value: string][];
  /** The filter without it. */
  others: Record<string, string | undefined>;
};

/** Reads it from a filter; null where the list is not narrowed so. */
export async function readNarrowing(
  { shelf }: Pick<Portal, "shelf">,
  filter: AttestationFilter,
): Promise<NarrowedTo | null> {
  const { acknowledgedFrom, acknowledgedUntil, scenario, first, ...others } = filter;
  const kept = Object.entries({ acknowledgedFrom, acknowledgedUntil, scenario, first }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  if (kept.length === 0) return null;
  const [policy = "", number] = filter.version?.split("/") ?? [];
  const version = filter.version ? await shelf.numbered(policy, Number(number)) : null;
  const found = version?.content.tracks
    .flatMap(({ lessons }) => lessons.flatMap(({ scenarios }) => scenarios))
    .find(({ id }) => id === scenario);
  return {
    acknowledged:
      acknowledgedFrom || acknowledgedUntil
        ? { from: acknowledgedFrom ?? null, until: acknowledgedUntil ?? null }
        : null,
    question: scenario ? { ask: found?.ask ?? scenario, first: first ?? null } : null,
    kept,
    others,
  };
}
