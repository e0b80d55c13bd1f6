import type { Clock } from "../clock.ts";
import { dayIn, writeDay } from "../days.ts";
import type { Portal } from "../portal.ts";
import type { MailState } from "./mail-state.ts";

/** That no mail server is set, how many messages wait for one, and since when; null where one is set. */
export function sayNoMail(
  { locale, timeZone }: Clock,
  { mail }: Pick<Portal, "mail">,
  { waiting, waitingSince }: MailState,
): string | null {
  if (mail !== null) return null;
  const unset = "No mail server is set (SMTP_URL)";
  if (!waitingSince) return `${unset}; no message waits for one yet.`;
  const since = writeDay(locale, dayIn(timeZone, waitingSince));
  if (waiting === 1) return `${unset}: 1 message waits, since ${since}.`;
  const many = waiting > 1000 ? "more than 1,000" : waiting.toLocaleString(locale);
  return `${unset}: ${many} messages wait, the first since ${since}.`;
}
