import { type FileUpload, parseFormData } from "@remix-run/form-data-parser";
import type { z } from "zod";
import { type FormRefusal, readForm, refuseForm } from "./form.ts";

/** A file as it arrived: its name as the sender's machine has it, and its bytes. */
export type Upload = { name: string; bytes: Uint8Array };

/**
 * Reads a posted form with at most one file, in the field `file`, parsed as a stream: what is larger than
 * `maxBytes` is refused before it is held. `upload` is null when no file was chosen, and comes with a
 * refusal of the other fields too. The rest is read as `readForm` does.
 */
export async function readFormWithFile<Shape extends z.ZodRawShape>(
  request: Request,
  schema: z.ZodObject<Shape>,
  { maxBytes, tooLarge }: { maxBytes: number; tooLarge: string },
): Promise<
  | { value: z.output<z.ZodObject<Shape>>; upload: Upload | null }
  | { refusal: FormRefusal; upload: Upload | null }
> {
  let upload: Upload | null = null;
  const keep = async (file: FileUpload) => {
    if (file.fieldName === "file" && file.size > 0) {
      upload = { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
    }
    return null;
  };
  let posted: FormData;
  try {
    const limits = { maxFiles: 1, maxFileSize: maxBytes, maxParts: 500 };
    posted = await parseFormData(request, limits, keep);
  } catch (problem) {
    const isTooLarge = /size/i.test((problem as Error).constructor.name);
    const refused = refuseForm({}, isTooLarge ? { file: tooLarge } : { form: notWhole });
    return { ...refused, upload: null };
  }
  const read = await readForm({ formData: async () => posted }, schema);
  return { ...read, upload };
}

const notWhole = "The form did not arrive whole. Send it again";
