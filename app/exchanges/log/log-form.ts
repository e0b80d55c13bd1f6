import { z } from "zod";
import type { Day } from "../../days.ts";
import { type FormRefusal, readForm } from "../../form.ts";
import { told } from "../../intake/form/told.ts";
import { dayLater, dayUntil } from "../adviser-forms.ts";
import { exchangeAddress } from "../exchange-address.ts";
import { elsewhere } from "../exchange-words.ts";
import type { NewExchangeReport } from "../log-exchange.ts";
import type { AdviceRequest } from "../told.ts";

/** The fields of a log, in their order on the page. */
export const logFields = [
  ...["platform", "otherPlatform", "address", "happenedOn", "said", "disengaged", "recognizable"],
  ...["advice", "followUpOn"],
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
  const isUnnamed = typed.platform === elsewhere.value && !typed.otherPlatform?.trim();
  const unnamed: Record<string, string> = isUnnamed ? { otherPlatform: "Write where it was" } : {};
  if ("refusal" in read) return refuse(typed, { ...unnamed, ...read.refusal.errors });
  if (isUnnamed) return refuse(typed, unnamed);
  const { platform, otherPlatform: other, disengaged, followUpOn, ...logged } = read.value;
  const name = platform === elsewhere.value ? other : "";
  return {
    value: { platform, disengaged, followUpOn, logged: { ...logged, otherPlatform: name } },
  };
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
