import { z } from "zod";
import { employmentType } from "#drizzle/schema/people.ts";
import { isDay } from "../days.ts";
import { line } from "../form.ts";
import { emailWords, employeeNumberWords, isEmail, isEmployeeNumber } from "./import/read-row.ts";

const day = (missing: string) =>
  z.string({ error: missing }).refine(isDay, "Enter a day as year-month-day, such as 2026-03-31");
const dayOrNone = day("")
  .optional()
  .transform((text) => text ?? null);

/** A person's names and address, as a form sends them. */
export const namesFields = {
  givenName: line("Enter the given name"),
  familyName: line("Enter the family name"),
  email: line("")
    .refine(isEmail, emailWords)
    .optional()
    .transform((text) => text ?? null),
};

/** An employee number of somebody new. */
export const numberField = line("Enter the employee number", 40).refine(
  isEmployeeNumber,
  employeeNumberWords,
);

/** A period of work, as a form sends it. */
export const workFields = {
  department: line("Enter the department"),
  position: line("Enter the position"),
  type: z.enum(employmentType.enumValues, { error: "Choose an employment type from the list" }),
  supervisor: line("")
    .optional()
    .transform((text) => text ?? null),
  fromOn: day("Enter the first day"),
  untilOn: dayOrNone,
};

/** A leave, as a form sends it. */
export const leaveFields = { fromOn: day("Enter the first day of the leave"), untilOn: dayOrNone };

/** The last day of work, as a form sends it. */
export const lastDayFields = { lastOn: day("Enter the last day of work") };

/** Adds to an object of fields that it does not end before it begins. */
export function inOrder<Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape> {
  return z.object(shape).refine(
    (value) => {
      const { fromOn, untilOn } = value as { fromOn?: string; untilOn?: string | null };
      return !untilOn || !fromOn || untilOn >= fromOn;
    },
    { path: ["untilOn"], message: "Enter a last day that is not before the first" },
  );
}
