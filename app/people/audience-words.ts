import { titleOf } from "../content/title-of.ts";
import { type Day, writeDay } from "../days.ts";
import type { Audience } from "./audience.ts";

/** An audience in words, part by part; everyone when no part is given. */
export function audienceWords(
  { departments, positions, types, startedFrom, startedUntil }: Audience,
  { employmentTypes, locale }: { employmentTypes: { id: string; title: string }[]; locale: string },
): string[] {
  const day = (on: Day) => writeDay(locale, on);
  const parts = [
    departments && `Department: ${departments.join(", ")}`,
    positions && `Position: ${positions.join(", ")}`,
    types && `Employment type: ${types.map((id) => titleOf(employmentTypes, id)).join(", ")}`,
    startedFrom && `Started on ${day(startedFrom)} or later`,
    startedUntil && `Started on ${day(startedUntil)} or earlier`,
  ].filter((part) => part !== undefined);
  return parts.length > 0 ? parts : ["Everyone who works here, or will"];
}
