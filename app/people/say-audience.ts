import type { Clock } from "../clock.ts";
import { titleOf } from "../content/title-of.ts";
import { writeDay } from "../days.ts";
import type { Audience } from "./audience.ts";

/** For whom something is, in words, a condition each; all of them hold. */
export function sayAudience(
  { departments, positions, types, startedFrom, startedUntil }: Audience,
  { locale }: Pick<Clock, "locale">,
  employmentTypes: { id: string; title: string }[],
): string[] {
  const or = new Intl.ListFormat(locale, { type: "disjunction" });
  const said = [
    departments && `Department: ${or.format(departments)}`,
    positions && `Position: ${or.format(positions)}`,
    types && `Employment type: ${or.format(types.map((id) => titleOf(employmentTypes, id)))}`,
    startedFrom && `Started on ${writeDay(locale, startedFrom)} or later`,
    startedUntil && `Started on ${writeDay(locale, startedUntil)} or earlier`,
  ].filter((words) => words !== undefined);
  return said.length > 0 ? said : ["Everyone who works here"];
}
