import { z } from "zod";
import { reportKind } from "#drizzle/schema/intake.ts";
import type { ReportSettings } from "../content/frozen-version.ts";
import { type Day, isDay } from "../days.ts";
import { type FormRefusal, line, paragraphs, readForm, refuseForm } from "../form.ts";
import type { Answers, OfficeChannel, ReportKind } from "./answers.ts";
import { notInDirectory, officeChannels } from "./words.ts";

/** What a form held before anything is checked: for showing it again. */
export type Typed = FormRefusal["typed"];

const text = z.string().optional();
const asTyped = z.object({
  ...{
    form: text,
    do: text,
    channel: text,
    kind: text,
    reporterSearch: text,
    reporterPerson: text,
  },
  ...{ name: text, email: text, phone: text, reach: text, what: text, otherPlatforms: text },
  ...{ addresses: text, when: text, on: text, from: text, until: text, subjectSearch: text },
  ...{ subjectWords: text, recognizable: text, witnesses: text, pasted: text, isUrgent: text },
  ...{ platforms: z.array(z.string()), subjects: z.array(z.string()), rules: z.array(z.string()) },
});

const channels = Object.keys(officeChannels) as OfficeChannel[];

/** Several answers of one line each, at most so many; nothing but spaces is no answer. */
export const lines = (longest: number, most: number) =>
  z
    .string()
    .optional()
    .transform((text) => (text?.trim() ? text : undefined))
    .pipe(
      paragraphs("", 20_000)
        .transform((text) =>
          text
            .split("\n")
            .map((one) => one.trim())
            .filter(Boolean),
        )
        .pipe(
          z
            .array(z.string().max(longest, `Write at most ${longest} characters on a line`))
            .max(most, `Write at most ${most} lines`),
        )
        .optional(),
    );

const day = z.string().trim().refine(isDay, "Enter a day as year-month-day, such as 2026-03-31");

const checked = z
  .object({
    form: z.string({ error: "Open this page again, and enter the report there" }),
    channel: z.enum(channels, { error: "Choose how the report came" }),
    kind: z.enum(reportKind.enumValues, { error: "Choose whether the reporter gives their name" }),
    reporterPerson: line("").optional(),
    name: line("").optional(),
    email: line("")
      .refine((text) => /^\S+@\S+$/.test(text), "Enter an e-mail address like name@example.org")
      .optional(),
    phone: line("", 100).optional(),
    reach: paragraphs("", 1000).optional(),
    what: paragraphs("Write what happened, in the reporter’s words", 20_000),
    platforms: z.array(line("", 100)).max(30, "Choose fewer platforms"),
    otherPlatforms: line("").optional(),
    addresses: lines(2000, 50),
    when: z.enum(["day", "span", "unknown"], { error: "Choose when it was posted" }),
    on: day.optional(),
    from: day.optional(),
    until: day.optional(),
    subjects: z.array(line("", 100)).max(20, "Choose at most 20 people"),
    subjectWords: lines(200, 20),
    recognizable: paragraphs("", 5000).optional(),
    witnesses: paragraphs("", 5000).optional(),
    rules: z.array(z.string()).max(100),
    pasted: paragraphs("", 20_000).optional(),
    isUrgent: z.enum(["yes"]).optional(),
  })
  .superRefine((typed, context) => {
    const mend = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if (typed.kind !== "anonymous" && !isFound(typed.reporterPerson) && !typed.name) {
      mend("name", "Enter the reporter’s name, or find them in the directory");
    }
    if (typed.when === "day" && !typed.on) mend("on", "Enter the day of the post");
    if (typed.when === "span" && !typed.from) mend("from", "Enter the first day it may be");
    if (typed.when === "span" && !typed.until) mend("until", "Enter the last day it may be");
    if (typed.when === "span" && typed.from && typed.until && typed.until < typed.from) {
      mend("until", "Enter a last day that is not before the first");
    }
  });

/** A report as it was written down for somebody; people of the directory by their handles. */
export type OfficeReport = {
  form: string;
  channel: OfficeChannel;
  kind: ReportKind;
  reporter: { handle: string | null; name: string; email: string; phone: string; reach: string };
  handles: string[];
  names: string[];
  answers: Omit<Answers, "subjects">;
};

/** What was typed and which button was pressed; `posted` can then be read whole. */
export async function readTyped(posted: FormData): Promise<Typed> {
  const read = await readForm({ formData: async () => posted }, asTyped);
  return "value" in read ? (read.value as Typed) : {};
}

/** Reads a report that HR writes down for somebody. Refuses what is missing, and days to come. */
export async function readOfficeReport(
  posted: FormData,
  { today, rules }: { today: Day; rules: ReportSettings["rules"] },
): Promise<{ value: OfficeReport } | { refusal: FormRefusal }> {
  const read = await readForm({ formData: async () => posted }, checked);
  if ("refusal" in read) return read;
  const { value } = read;
  for (const field of ["on", "until"] as const) {
    if (value.when !== "unknown" && (value[field] ?? "") > today) {
      return refuseForm({}, { [field]: "Enter a day that is not after today" });
    }
  }
  const { form, channel, kind, email = "", phone = "", reach = "", name = "", what } = value;
  const { recognizable = "", witnesses = "", pasted = "" } = value;
  const handle = isFound(value.reporterPerson) ? (value.reporterPerson ?? null) : null;
  const clauses = value.rules.flatMap((index) => rules[Number(index)]?.clause ?? []);
  return {
    value: {
      ...{ form, channel, kind },
      reporter: { handle, name, email, phone, reach },
      handles: [...new Set(value.subjects)],
      names: [...new Set(value.subjectWords ?? [])],
      answers: {
        ...{ what, recognizable, witnesses, pasted },
        platforms: [...value.platforms, ...(value.otherPlatforms ? [value.otherPlatforms] : [])],
        addresses: [...new Set(value.addresses ?? [])],
        when: timeOf(value),
        clauses: [...new Set(clauses)],
        isUrgent: value.isUrgent === "yes",
      },
    },
  };
}

const isFound = (handle: string | undefined) => Boolean(handle) && handle !== notInDirectory;

function timeOf({ when, on, from, until }: z.output<typeof checked>): Answers["when"] {
  if (when === "day" && on) return { kind: "day", on };
  if (when === "span" && from && until) return { kind: "span", from, until };
  return { kind: "unknown" };
}
