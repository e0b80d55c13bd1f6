import { z } from "zod";
import { type Day, writeDay } from "../days.ts";
import { told } from "../intake/form/told.ts";
import type { Portal } from "../portal.ts";
import { dayUntil } from "../seen-form.ts";
import { aboutFields } from "./act-about.ts";
import type { CaseInHand } from "./act-on-case.ts";
import { concludeBy, grieveUntil } from "./case-days.ts";
import type { AskedOfCase } from "./case-route.ts";
import { sayMeasure } from "./decision-words.ts";

/** What was issued and can be grieved or was, each as a line to choose from. */
export const grievable = ({ standing, file }: CaseInHand) =>
  standing.of("issued").flatMap(({ number, about, person }) => {
    const proposal = file.discipline.find((one) => one.number === about);
    return proposal && proposal.measure !== "none"
      ? [{ about: number, label: `${sayMeasure(proposal)} of ${person?.name}, act ${number}` }]
      : [];
  });

export const grieveForm = (today: Day) =>
  z.object({
    ...aboutFields,
    on: dayUntil(today, "Enter the day on which it was filed"),
    words: told(20_000, "Write what is grieved, and what is asked for"),
  });

/**
 * A grievance about what was issued: in time or late, by the day it was filed and the working days there were since
 * it was issued. It opens a closed case again, to be concluded by the usual day.
 */
export async function askGrievance(
  portal: Portal,
  { about, on, words }: { about: number; on: Day; words: string },
  { standing, today }: Pick<CaseInHand, "standing" | "today">,
): Promise<AskedOfCase> {
  const issue = standing.of("issued").find(({ number }) => number === about);
  if (!issue?.person) return { refused: "Open the case again: what this was about has changed" };
  const { locale } = await portal.organization();
  if (on < issue.on) {
    const refused = `Enter the day it was filed: not before ${writeDay(locale, issue.on)}, when the decision was issued`;
    return { refused, field: "on" };
  }
  const dueOn = await concludeBy(portal, today);
  const choice = on <= (await grieveUntil(portal, issue.on)) ? "in-time" : "late";
  return [{ act: "grieved", about, personId: issue.person.id, choice, dueOn, said: { words, on } }];
}

/** Grievances that are open, each as a line to choose from. */
export const openGrievances = ({ standing }: CaseInHand) =>
  standing.openGrievances.map(({ number, person }) => ({
    ...{ about: number, label: `Grievance of ${person?.name}, act ${number}` },
  }));

export const endGrievanceForm = (today: Day) =>
  z.object({
    ...aboutFields,
    choice: z.enum(
      ["dismissed", "allowed-in-part", "allowed", "settled", "withdrawn", "to-arbitration"],
      "Choose how it ended",
    ),
    on: dayUntil(today, "Enter the day on which it ended"),
    words: told(20_000, "Write what was decided, and by whom"),
  });

/** How a grievance ended. */
export function askGrievanceEnd(
  { about, choice, on, words }: z.output<ReturnType<typeof endGrievanceForm>>,
  { standing }: CaseInHand,
): AskedOfCase {
  const grievance = standing.of("grieved").find(({ number }) => number === about);
  if (grievance?.said && on < grievance.said.on) {
    return { refused: "Enter the day it ended: not before the grievance was filed", field: "on" };
  }
  return [{ act: "grievance-ended", about, choice, said: { words, on } }];
}
