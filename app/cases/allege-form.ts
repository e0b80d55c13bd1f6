import { z } from "zod";
import { type Day, isDay } from "../days.ts";
import { told, toldInLines } from "../intake/form/told.ts";
import { seenFields } from "../seen-form.ts";

/** Who, when and where: what decides which version is cited, and which of its rules can be. */
const whoAndWhen = {
  ...seenFields,
  person: z.string("Choose whom the allegation is about"),
  when: z.enum(["day", "span", "unknown"], "Choose whether the day is known"),
  on: z.string().trim().default(""),
  from: z.string().trim().default(""),
  until: z.string().trim().default(""),
  earliest: z.string().trim().default(""),
  latest: z.string().trim().default(""),
  where: z.enum(["elsewhere", "channel"], "Choose where it was posted"),
  version: z.string().default(""),
  whyVersion: told(5000),
};

/** What the second step sends; the first sends the same again, so that nothing typed is lost between them. */
const whatItIs = {
  clause: z.string().default(""),
  particulars: told(20_000),
  addresses: told(40_020),
  duty: z.string().default(""),
  link: told(5000),
};

/** The first step. Of the second it only keeps what was typed. */
export const lookForm = z.object({ ...whoAndWhen, ...whatItIs });

/** The second step, with all of the first. */
export const allegeForm = z.object({
  ...whoAndWhen,
  clause: z.string("Choose the rule"),
  particulars: told(20_000, "Write what was posted, so that the respondent can answer it"),
  addresses: toldInLines({ most: 20, max: 2000 }),
  duty: z.enum(["at-work", "off-duty"], "Choose whether it was posted at work"),
  link: told(5000),
});

export type WhoAndWhen = Pick<
  z.output<typeof lookForm>,
  | "person"
  | "when"
  | "on"
  | "from"
  | "until"
  | "earliest"
  | "latest"
  | "where"
  | "version"
  | "whyVersion"
>;

/** The earliest and the latest day of the post; where the form does not say them, what to mend. */
export function postedIn(
  value: WhoAndWhen,
  today: Day,
): { from: Day; until: Day } | { refused: string; field: string } {
  const [first, last] = fieldsOf[value.when];
  for (const field of [first, last]) {
    const day = value[field];
    if (!isDay(day)) return { refused: `Enter the ${words[field]}`, field };
    if (day > today) return { refused: "Enter a day that is not after today", field };
  }
  return value[last] < value[first]
    ? { refused: "Enter a last day that is not before the first", field: last }
    : { from: value[first], until: value[last] };
}

const fieldsOf = {
  day: ["on", "on"],
  span: ["from", "until"],
  unknown: ["earliest", "latest"],
} as const;

const words = {
  on: "day",
  from: "first day",
  until: "last day",
  earliest: "earliest day it can have been",
  latest: "latest day it can have been",
};
