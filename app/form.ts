import { parseWithZod } from "@conform-to/zod/v4";
import { z } from "zod";

/** What a refused form shows again: what was typed, and what to mend, by field. */
export type FormRefusal = {
  typed: Record<string, string | string[] | undefined>;
  errors: Record<string, string>;
};

/**
 * Reads a posted form. Anything the schema does not name is ignored; passwords are never sent back.
 * Errors of the whole form stand under `form`.
 */
export async function readForm<S extends z.ZodType>(
  request: Request,
  schema: S,
): Promise<{ value: z.output<S> } | { refusal: FormRefusal }> {
  let posted: FormData;
  try {
    posted = await request.formData();
  } catch {
    return refuseForm({}, { form: "The form did not arrive whole. Send it again" });
  }
  const submission = parseWithZod(posted, { schema });
  if (submission.status === "success") return { value: submission.value };
  const reply = submission.reply();
  const errors = Object.entries(reply.error ?? {}).flatMap(([name, sentences]) =>
    sentences?.[0] ? [[name || "form", sentences[0]] as const] : [],
  );
  return refuseForm(
    (reply.initialValue ?? {}) as FormRefusal["typed"],
    Object.fromEntries(errors.length ? errors : [["form", "Fill in the form and send it again"]]),
  );
}

/** A refusal of the act itself, shown at the form it came from. */
export function refuseForm(
  typed: FormRefusal["typed"],
  errors: FormRefusal["errors"],
): { refusal: FormRefusal } {
  const kept = Object.entries(typed).filter(([name]) => !/password/i.test(name));
  return { refusal: { typed: Object.fromEntries(kept), errors } };
}

const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/u;
const unseenInParagraphs = /(?![\n\r\t])[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/u;

/** One line of text: trimmed, NFC, no character that cannot be seen. `missing` says what to do when empty. */
export function line(missing: string, max = 200) {
  return z
    .string({ error: missing })
    .transform((text) => text.normalize("NFC").trim())
    .pipe(
      z
        .string()
        .min(1, missing)
        .max(max, `Write at most ${max} characters`)
        .refine((text) => !unseen.test(text), "Remove the characters that cannot be seen"),
    );
}

/** Several lines of text, with the same care. */
export function paragraphs(missing: string, max = 5000) {
  return z
    .string({ error: missing })
    .transform((text) => text.normalize("NFC").replace(/\r\n?/g, "\n").trim())
    .pipe(
      z
        .string()
        .min(1, missing)
        .max(max, `Write at most ${max} characters`)
        .refine(
          (text) => !unseenInParagraphs.test(text),
          "Remove the characters that cannot be seen",
        ),
    );
}

/** A password as typed: any character but those no keyboard types by itself. */
export function secret(missing: string) {
  return z
    .string({ error: missing })
    .min(1, missing)
    .max(200, "A password has at most 200 characters")
    .refine((text) => !/\p{Cc}/u.test(text), "A password has no control characters");
}
