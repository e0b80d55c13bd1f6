import { z } from "zod";
import { lessonsTaken } from "#drizzle/schema/paper.ts";
import type { FormRefusal } from "../form.ts";
import { line } from "../form.ts";
import type { Signer } from "./signers.ts";

/** What became of a sheet with one person: it was signed, or read and not signed. */
export const outcomes = ["signed", "refused"] as const;
export type Outcome = (typeof outcomes)[number];

/** A sheet as it was typed. `entries` stand in the order of the people of the form. */
export type TypedSheet = {
  /** Names the form: sent again, it records nothing more. */
  sheet: string;
  step: "check" | "record" | "change";
  signedOn: string;
  witness: string;
  lessons: (typeof lessonsTaken.enumValues)[number];
  readOn: string | undefined;
  readBy: string | undefined;
  /** The scan that arrived before, while the form was checked. */
  staged: string | undefined;
  entries: { duty: string; name: string; outcome: Outcome }[];
};

const openAgain = "Open this page again, and fill in the form there";

const common = {
  sheet: z.uuid(openAgain),
  step: z.enum(["check", "record", "change"], { error: openAgain }),
  signedOn: line("Enter the day on which it was signed or refused", 20),
  witness: line("Enter the employee number of the witness", 100),
  lessons: z.enum(lessonsTaken.enumValues, { error: "Choose how the lessons were taken" }),
  readOn: line("Enter the day", 20).optional(),
  readBy: line("Enter the employee number", 100).optional(),
  staged: z.uuid(openAgain).optional(),
};

/** The form for these people: each has a field of their own for assignment, name and outcome. */
export function sheetFields(signers: Signer[]): z.ZodObject<typeof common> {
  const own = signers.flatMap(({ givenName }, place) => [
    [`duty-${place}`, line(`Choose what ${givenName} signed`, 100)] as const,
    [`name-${place}`, line(`Enter the name as ${givenName} wrote it`)] as const,
    [
      `outcome-${place}`,
      z.enum(outcomes, { error: `Choose whether ${givenName} signed` }),
    ] as const,
  ]);
  return z.object({ ...common, ...Object.fromEntries(own) }) as never;
}

/** The sheet of a form that was read by `sheetFields`. */
export function sheetOf(
  value: z.output<z.ZodObject<typeof common>>,
  signers: Signer[],
): TypedSheet {
  const field = (name: string) => (value as never as Record<string, string>)[name] ?? "";
  const { sheet, step, signedOn, witness, lessons, readOn, readBy, staged } = value;
  return {
    ...{ sheet, step, signedOn, witness, lessons, readOn, readBy, staged },
    entries: signers.map((_, place) => ({
      duty: field(`duty-${place}`),
      name: field(`name-${place}`),
      outcome: field(`outcome-${place}`) as Outcome,
    })),
  };
}

/** A sheet as a form shows it again. */
export function typedAgain({ entries, ...sheet }: TypedSheet): FormRefusal["typed"] {
  const own = entries.flatMap(({ duty, name, outcome }, place) => [
    [`duty-${place}`, duty],
    [`name-${place}`, name],
    [`outcome-${place}`, outcome],
  ]);
  return { ...sheet, ...Object.fromEntries(own) };
}
