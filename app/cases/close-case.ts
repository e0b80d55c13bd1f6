import { Temporal } from "temporal-polyfill";
import type { Day } from "../days.ts";
import type { Portal } from "../portal.ts";
import type { CaseInHand } from "./act-on-case.ts";
import { readCaseSettings } from "./case-settings.ts";

/** How long a closed case is kept, and why so long. */
export type Keeping = {
  /** The first day on which it may be disposed of. */
  until: Day;
  isSubstantiated: boolean;
  years: number;
  /** Discipline of it counts for longer than that. */
  isBySunset: boolean;
};

/**
 * Until when a case closed today is kept: by whether a finding that stands is substantiated, and never before the
 * sunset of discipline that was issued and stands.
 */
export async function keepingOf(
  portal: Portal,
  { standing, file, today }: Pick<CaseInHand, "standing" | "file" | "today">,
): Promise<Keeping> {
  const { keepYears } = await readCaseSettings(portal);
  const isSubstantiated = standing.settledFindings.some(
    ({ outcome }) => outcome === "substantiated",
  );
  const years = isSubstantiated ? keepYears.substantiated : keepYears.unsubstantiated;
  const byRule = Temporal.PlainDate.from(today).add({ years }).toString();
  const sunsets = standing
    .of("issued")
    .filter(({ number }) => !standing.has(number, "rescinded"))
    .map(({ about }) => file.discipline.find(({ number }) => number === about)?.sunsetOn ?? "")
    // It counts on its last day still.
    .map((last) => (last ? Temporal.PlainDate.from(last).add({ days: 1 }).toString() : ""));
  const until = [byRule, ...sunsets].reduce((later, one) => (one > later ? one : later));
  return { until, isSubstantiated, years, isBySunset: until !== byRule };
}
