import { z } from "zod";
import { readForm } from "../../form.ts";

const base64url = /^[\w-]{1,2000}$/;

/** What a browser says of a passkey, as far as a reader must rely on it before it is verified. */
const answered = z.object({
  id: z.string().regex(base64url),
  rawId: z.string().regex(base64url),
  type: z.literal("public-key"),
  response: z.record(z.string(), z.unknown()),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
});

/** Reads the hidden field that the browser's script filled; null for what can be no answer of a passkey. */
export function parsePasskey<T>(text: string): T | null {
  try {
    const parsed = answered.safeParse(JSON.parse(text.slice(0, 20_000)));
    return parsed.success ? (parsed.data as T) : null;
  } catch {
    return null;
  }
}

/** What a device answered, where a form brings it; null where it brings none. The form can still be read as a whole. */
export async function readPasskey(request: Request): Promise<string | null> {
  const form = await readForm(request.clone(), z.object({ passkey: z.string().optional() }));
  return "value" in form ? (form.value.passkey ?? null) : null;
}
