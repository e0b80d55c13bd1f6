import { z } from "zod";
import type { ReportSettings } from "../content/frozen-version.ts";
import { type FormRefusal, line, paragraphs } from "../form.ts";
import { lines } from "../intake/office-form.ts";
import type { TellingChoices } from "./telling.ts";

const again = "Open this page again, and send the form from there";

/** What the person is told, and what was chosen. `do`: to look at it first, to change it, or to tell it. */
export const tellForm = z
  .object({
    formId: z.uuidv4(again),
    do: z.enum(["look", "change", "tell"], { error: again }),
    reason: paragraphs("Write why it goes to Human Resources", 5000),
    about: z.array(z.literal("person", { error: again })).max(1),
    others: lines(200, 20),
    rules: z.array(z.string()).max(100),
    isUrgent: z.enum(["yes"]).optional(),
    /** Once it was looked at: the digest of the words, and the number of the last act its reader saw. */
    lookedAt: z.string().max(64, again).default(""),
    seen: z
      .string()
      .regex(/^\d{1,4}$/, again)
      .default("0")
      .transform(Number),
  })
  .refine(({ about, others }) => (about?.length ?? 0) > 0 || others !== undefined, {
    path: ["about"],
    error: "Tick who the report is to be about, or write what somebody else is called",
    // Said together with what else is to be mended.
    when: () => true,
  });

type Told = z.output<typeof tellForm>;

/** What such a form chose; of rules that the organization does not name, nothing. */
export function choicesOf(
  { reason, about, others, rules, isUrgent }: Told,
  offered: ReportSettings["rules"],
): TellingChoices {
  return {
    reason,
    isAboutPerson: about.length > 0,
    others: [...new Set(others ?? [])],
    rules: [...new Set(rules)].flatMap((index) => {
      const rule = offered[Number(index)];
      return rule ? [{ says: rule.says, clause: rule.clause }] : [];
    }),
    isUrgent: isUrgent === "yes",
  };
}

/** What such a form said, as it shows it again. */
export function tellTyped({
  others = [],
  do: _,
  lookedAt: _digest,
  seen: _seen,
  ...told
}: Told): FormRefusal["typed"] {
  return { ...told, others: others.join("\n") };
}

/** Sends what was told about. `seen` is the last act its reader saw; `form` is sealed. */
export const escalateForm = z.object({
  form: line(again, 2000),
  seen: z.coerce.number({ error: again }).int(again),
});
