import { z } from "zod";
import type { Day } from "../../days.ts";
import { type FormRefusal, readForm } from "../../form.ts";
import { told } from "../../intake/form/told.ts";
import { dayLater, dayUntil } from "../../seen-form.ts";
import { exchangeAddress } from "../exchange-address.ts";
import type { NewExchangeReport } from "../log-exchange.ts";
import type { AdviceRequest } from "../told.ts";
import { elsewhere } from "../words.ts";

/** The fields of a log, in their order on the page. */
export const logFields = [
  ...["platform", "otherPlatform", "address", "happenedOn", "said", "disengaged", "recognizable"],
  ...["advice", "next", "followUpOn"],
] as const;

/** A log before it has the id of its form. */
export type TypedLog = Omit<NewExchangeReport, "formId">;

const known = (missing: string) => z.enum(["yes", "no", "not-known"], { error: missing });

function logForm(today: Day, platforms: string[]) {
  return z.object({
    platform: z.enum([elsewhere.value, ...platforms], { error: "Choose the platform" }),
    otherPlatform: told(200),
    address: exchangeAddress,
    happenedOn: dayUntil(today, "Enter the day on which it happened"),
    said: told(20_000, "Write what was said"),
    disengaged: known("Choose whether the employee left politely"),
    recognizable: known("Choose whether anyone could be recognized as staff"),
    advice: told(20_000),
    next: z.enum(["close", "later"], {
      error: "Choose whether to close it now or to come back to it",
    }),
    followUpOn: dayLater(today),
  });
}

/** Reads what was typed as a log, or says what to mend, field by field. */
export async function readLog(
  typed: Record<string, string>,
  { today, platforms }: { today: Day; platforms: string[] },
): Promise<{ value: TypedLog } | { refusal: FormRefusal }> {
  const posted = new FormData();
  for (const name of logFields) posted.set(name, typed[name] ?? "");
  const read = await readForm({ formData: async () => posted }, logForm(today, platforms));
  const missing = { ...readUnnamed(typed), ...readUnplanned(typed) };
  if ("refusal" in read) return refuse(typed, { ...missing, ...read.refusal.errors });
  if (Object.keys(missing).length > 0) return refuse(typed, missing);
  const { platform, otherPlatform: other, disengaged, next: _, followUpOn, ...logged } = read.value;
  const name = platform === elsewhere.value ? other : "";
  return {
    value: { platform, disengaged, followUpOn, logged: { ...logged, otherPlatform: name } },
  };
}

function readUnnamed({ platform, otherPlatform }: Record<string, string>): Record<string, string> {
  const isUnnamed = platform === elsewhere.value && !otherPlatform?.trim();
  return isUnnamed ? { otherPlatform: "Write where it was" } : {};
}

/** The day goes with what was chosen: an exchange is closed for good only where no day was typed. */
function readUnplanned({ next, followUpOn }: Record<string, string>): Record<string, string> {
  const hasDay = Boolean(followUpOn?.trim());
  if (next === "later" && !hasDay) return { followUpOn: "Enter the day to come back to it" };
  if (next === "close" && hasDay)
    return { followUpOn: "Leave the day empty to close it now, or choose to come back to it" };
  return {};
}

/** What a log begins with where somebody asked: what they said already. */
export function fillIn(request: AdviceRequest | null, platforms: string[]): Record<string, string> {
  if (!request) return {};
  const { platform, address } = request;
  if (!platform || platforms.includes(platform)) return { platform, address };
  return { platform: elsewhere.value, otherPlatform: platform, address };
}

/** What is to be mended, in the order of the page. */
function refuse(typed: FormRefusal["typed"], errors: Record<string, string>) {
  const inOrder = logFields.flatMap((name) => {
    const sentence = errors[name];
    return sentence ? [[name, sentence] as const] : [];
  });
  return { refusal: { typed, errors: Object.fromEntries(inOrder) } };
}
