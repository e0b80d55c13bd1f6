import { z } from "zod";
import { line } from "../form.ts";

const ticked = z.enum(["yes"], { error: "Choose whom to show from the list" }).optional();

/** The fields by which people are chosen for set-up letters. */
export const letterFields = {
  /** One person, by their handle: then nothing else counts. */
  person: line("Choose a person", 100).optional(),
  department: line("Choose a department from the list").optional(),
  /** Only those who never set up a sign-in. */
  fresh: ticked,
  /** Only those without an e-mail address. */
  mailless: ticked,
  /** Leave out those who hold a code that still works. */
  uncoded: ticked,
};

export const letterFilter = z.object(letterFields);

/** For whom set-up letters are printed. */
export type LetterFilter = z.output<typeof letterFilter>;
