import { z } from "zod";
import { unseen } from "../../form.ts";

/**
 * What somebody tells in their own words, or pastes. Characters that nobody sees come along with what is
 * copied from a page, and their writer could not find them: they are left out, and only what is left
 * counts. Those that join letters and emoji stay. `missing` says what to do when nothing is left; without it
 * the text may be empty.
 */
export function told(max: number, missing?: string) {
  const typed = missing === undefined ? z.string().default("") : z.string({ error: missing });
  return typed.transform(withoutUnseen).pipe(
    z
      .string()
      .min(missing === undefined ? 0 : 1, missing)
      .max(max, `Write at most ${max.toLocaleString("en")} characters`)
      .refine((text) => !/\p{Cc}/u.test(text.replace(/[\n\t]/g, "")), noControl),
  );
}

/** As `told`, in lines: each a text of its own, none empty, none twice. */
export function toldInLines({ most, max }: { most: number; max: number }) {
  return told(most * (max + 1))
    .transform((text) => [...new Set(text.split("\n").map((one) => one.trim()))].filter(Boolean))
    .pipe(
      z
        .array(z.string().max(max, `Write at most ${max} characters on a line`))
        .max(most, `Write at most ${most} lines`),
    );
}

const noControl = "Remove the characters that no keyboard types by itself";
const joins = /[\u200c\u200d]/u;
const everyUnseen = new RegExp(unseen.source, "gv");

function withoutUnseen(text: string): string {
  const kept = text
    .normalize("NFC")
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(everyUnseen, (one) => (joins.test(one) || /\p{Cc}/u.test(one) ? one : ""))
    .trim();
  return kept.replace(everyUnseen, "").trim() === "" && !/\p{Cc}/u.test(kept.replace(/\s/g, ""))
    ? ""
    : kept;
}
