import { type Day, writeDay } from "../days.ts";
import type { FrozenContent } from "./frozen-version.ts";
import type { VersionHead } from "./version.ts";

/** Of the versions of a policy the one whose effective day is the last; null before the first. */
export function effectiveLast(published: VersionHead[], policy: string): VersionHead | null {
  const ofPolicy = published.filter((version) => version.policy === policy);
  return ofPolicy.reduce<VersionHead | null>(
    (last, one) => (last && last.effectiveOn >= one.effectiveOn ? last : one),
    null,
  );
}

/**
 * Why a version cannot be effective from a day, or null: it holds what the versions before it changed, and
 * would put that in force before its day, with nobody asked.
 */
export function whyOvertaking(
  { organization: { locale } }: Pick<FrozenContent, "organization">,
  last: VersionHead | null,
  effectiveOn: Day,
): string | null {
  if (!last || effectiveOn >= last.effectiveOn) return null;
  const day = writeDay(locale, last.effectiveOn);
  return `Choose ${day} or later: version ${last.number} comes into force on that day, and what it changes is in this version too`;
}
