import { z } from "zod";
import type { GivenAnswer } from "./answer-scenario.ts";

const name = z.string().min(1).max(200);
const posted = z.object({
  scenario: name,
  number: z.coerce.number().int().min(1).max(10_000),
  chosen: z.array(name).max(20),
});

/** Reads a posted answer. Which choices there are is checked against the lesson, not here. */
export async function readGivenAnswer(
  request: Request,
): Promise<{ answer: GivenAnswer } | { refused: string; scenario: string; status: 400 }> {
  const form = await request.formData().catch(() => new FormData());
  const parsed = posted.safeParse({
    scenario: form.get("scenario"),
    number: form.get("attempt"),
    chosen: form.getAll("choice"),
  });
  if (parsed.success) return { answer: parsed.data };
  return {
    refused: "The answer did not arrive whole. Choose again and send it",
    scenario: "",
    status: 400,
  };
}
