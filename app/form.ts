import { z } from "zod";

/** What a refused form shows again: what was typed, and what to mend, by field. */
export type FormRefusal = {
  typed: Record<string, string | string[] | undefined>;
  errors: Record<string, string>;
};

/** Forms are small: so many bytes, unless they carry a file. */
export const formLimit = 128 * 1024;

/**
 * The request once its form is there to the end: what somebody may do is asked then, and not when its first line came,
 * between which they can leave as much time as they like. What carries files is larger, and read as it comes.
 */
export async function arrivedWhole(request: Request): Promise<Request> {
  const length = Number(request.headers.get("Content-Length") ?? Number.NaN);
  if (!request.body || !(length <= formLimit)) return request;
  const { method, headers, signal } = request;
  try {
    const body = await request.arrayBuffer();
    return new Request(request.url, { method, headers, signal, body });
  } catch {
    // It broke off: reading the form says so.
    return request;
  }
}

/**
 * Reads a posted form: exactly the fields the schema names, each as one text, or as a list where the schema
 * says so. Everything else is ignored, files included; passwords are never sent back. Errors of the whole
 * form stand under `form`.
 */
export async function readForm<Shape extends z.ZodRawShape>(
  request: Pick<Request, "formData">,
  schema: z.ZodObject<Shape>,
): Promise<{ value: z.output<z.ZodObject<Shape>> } | { refusal: FormRefusal }> {
  let posted: FormData;
  try {
    posted = await request.formData();
  } catch {
    return refuseForm({}, { form: "The form did not arrive whole. Send it again" });
  }
  const typed: FormRefusal["typed"] = {};
  for (const [name, field] of Object.entries(schema.shape)) {
    const texts = posted.getAll(name).filter((entry) => typeof entry === "string");
    typed[name] = field instanceof z.ZodArray ? texts : texts[0] || undefined;
  }
  const parsed = schema.safeParse(typed);
  if (parsed.success) return { value: parsed.data };
  const errors: FormRefusal["errors"] = {};
  for (const { path, message } of parsed.error.issues)
    errors[String(path[0] ?? "form")] ??= message;
  return refuseForm(typed, errors);
}

/** A refusal of the act itself, shown at the form it came from. */
export function refuseForm(
  typed: FormRefusal["typed"],
  errors: FormRefusal["errors"],
): { refusal: FormRefusal } {
  const kept = Object.entries(typed).filter(([name]) => !/password/i.test(name));
  return { refusal: { typed: Object.fromEntries(kept), errors } };
}

/** What a form said, as it shows it again. */
export function typedAgain(value: Record<string, string | null>): FormRefusal["typed"] {
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, text ?? ""]));
}

/** A character that nobody sees on a page: of control, of format, of no letter, or one that shows as nothing. */
export const unseen =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}[\p{Default_Ignorable_Code_Point}--[\uFE00-\uFE0F]]\u2800]/v;
const unseenInParagraphs = new RegExp(`(?![\\n\\r\\t])${unseen.source}`, "v");

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
