import { data } from "@remix-run/node";
import { refuseForm } from "../../form.ts";
import { seeOther } from "../guard.ts";
import type { Enrolled, EnrolmentRefused } from "./enrol.ts";

/**
 * The answer to a form that added a factor: its recovery codes, shown with this answer and never again; without any,
 * the way on; or the refusal beside `field`.
 */
export function answerEnrolment(
  done: Enrolled | EnrolmentRefused,
  {
    field,
    typed = {},
    to,
  }: { field: "code" | "passkey"; typed?: Record<string, string>; to: string },
) {
  if ("refused" in done) {
    const { refused, status, retryAfter } = done;
    const headers: HeadersInit = retryAfter ? { "Retry-After": String(retryAfter) } : {};
    return data(refuseForm(typed, { [field]: refused }), { status, headers });
  }
  const { recoveryCodes, setCookie } = done;
  if (!recoveryCodes) throw seeOther(to, { "Set-Cookie": setCookie });
  return data({ recoveryCodes }, { headers: { "Set-Cookie": setCookie } });
}
