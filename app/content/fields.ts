import { z } from "zod";
import { isDay } from "#app/days.ts";

// Values arrive as text: see yaml-file.ts. Messages are ends of sentences: see mend.ts.

/** Runs of white space become one space. */
export function foldSpace(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** Plain words in one paragraph. */
export const words = (longest: number) =>
  z.string().transform(foldSpace).pipe(z.string().min(1).max(longest));

/** Plain words, paragraphs separated by an empty line. */
export const paragraphs = z
  .string()
  .transform((text) =>
    text
      .split(/\n\s*\n/)
      .map(foldSpace)
      .filter(Boolean),
  )
  .refine((found) => found.length > 0, "as a paragraph of plain text or several");

/** What stands in addresses: lower case letters, digits and single hyphens. */
export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "in lower case letters, digits and single hyphens")
  .max(60);

/** A clause's address: a slug whose parts are separated by full stops. */
export const clauseId = z
  .string()
  .regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/, "as a clause's id, for example 6.c");

/** A policy's number, as it stands in addresses too. */
export const policyNumber = z
  .string()
  .regex(/^[0-9A-Za-z][0-9A-Za-z.-]{0,19}$/, "as it stands on the policy, for example 3.51");

/** A calendar day. */
export const day = z.string().refine(isDay, "as a day that exists, for example 2021-11-01");

/** A whole number between two others, both included. */
export const count = (least: number, most: number) =>
  z
    .string()
    .refine(
      (text) => /^\d{1,4}$/.test(text) && Number(text) >= least && Number(text) <= most,
      `as a whole number from ${least} to ${most}`,
    )
    .transform(Number);

export const yesOrNo = z.enum(["true", "false"]).transform((text) => text === "true");

/** Something that may be left out, left empty or written `null`: then it is null. */
export const orNone = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess(
    (value) =>
      value === undefined || value === "" || value === "null" || value === "~" ? null : value,
    schema.nullable(),
  );
