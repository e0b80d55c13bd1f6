import { z } from "zod";
import { type Day, isDay } from "../../days.ts";
import type { PostTime } from "../answers.ts";

type When = {
  when: "day" | "span" | "unknown";
  on?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
};

/** When the post was made: a day, a first and a last day, or unknown; never after today. */
export function whenForm(today: Day) {
  return z
    .object({
      when: z.enum(["day", "span", "unknown"], {
        error: "Choose whether you know when it was posted",
      }),
      on: z.string().trim().optional(),
      from: z.string().trim().optional(),
      until: z.string().trim().optional(),
    })
    .superRefine((value, context) => {
      for (const [field, mend] of whyNoTime(value, today)) {
        context.addIssue({ code: "custom", path: [field], message: mend });
      }
    });
}

/** What a checked form says. */
export function postTimeIn({ when, on = "", from = "", until = "" }: When): PostTime {
  if (when === "day") return { kind: "day", on };
  return when === "span" ? { kind: "span", from, until } : { kind: "unknown" };
}

function whyNoTime(value: When, today: Day): [keyof When, string][] {
  const asked = { day: ["on"], span: ["from", "until"], unknown: [] } as const;
  const wrong = asked[value.when].flatMap((field): [keyof When, string][] => {
    const day = value[field] ?? "";
    if (!isDay(day)) return [[field, `Enter the ${words[field]}, such as ${today}`]];
    return day > today ? [[field, "Enter a day that is not after today"]] : [];
  });
  const { from = "", until = "" } = value;
  return value.when === "span" && wrong.length === 0 && until < from
    ? [["until", "Enter a last day that is not before the first"]]
    : wrong;
}

const words = { on: "day", from: "first day", until: "last day" };
