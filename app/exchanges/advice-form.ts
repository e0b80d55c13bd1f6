import { z } from "zod";
import { paragraphs } from "../form.ts";
import { told } from "../intake/form/told.ts";
import type { Asked } from "./ask-for-advice.ts";
import { exchangeAddress } from "./exchange-address.ts";
import { elsewhere } from "./words.ts";

const again = "Open this page again, and send the form from there";

/** The form of a request for advice; `platforms` are those it offers. */
export const adviceForm = (platforms: string[]) =>
  z.object({
    formId: z.uuidv4(again),
    what: paragraphs("Write what happened", 10_000),
    platform: z
      .string()
      .default("")
      .refine(
        (one) => one === "" || one === elsewhere.value || platforms.includes(one),
        "Choose from the list where it is",
      ),
    address: exchangeAddress,
    since: told(200),
    isOngoing: z.enum(["yes", "no"], "Say whether it is still going on"),
    parties: z.array(z.string().max(100)).max(50, again),
  });

/** A request as its form gave it. */
export function askedBy({
  formId,
  isOngoing,
  parties,
  platform,
  ...told
}: z.output<ReturnType<typeof adviceForm>>): Asked {
  const named = platform === elsewhere.value ? elsewhere.label : platform;
  return {
    ...{ formId, parties, isOngoing: isOngoing === "yes" },
    request: { ...told, platform: named },
  };
}

/** What somebody adds to an exchange of theirs. */
export const moreWords = z.object({
  formId: z.uuidv4(again),
  words: paragraphs("Write what your adviser should read", 10_000),
});
