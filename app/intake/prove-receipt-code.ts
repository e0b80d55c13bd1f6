import { eq } from "drizzle-orm";
import { reportCodes } from "#drizzle/schema/intake.ts";
import { isPassword } from "../auth/password.ts";
import type { Portal } from "../portal.ts";
import { readReceiptCode } from "./receipt-code.ts";

/**
 * The report whose receipt code somebody typed, in any spelling. A wrong code and one that no report has are
 * answered in the same words and the same time; after wrong ones the next waits longer.
 */
export async function proveReceiptCode(
  { db, codeTries }: Pick<Portal, "db" | "codeTries">,
  typed: string,
  from: { address: string; hungUp?: AbortSignal },
): Promise<{ reportId: string } | { refused: string; status: 400 | 503 }> {
  const code = readReceiptCode(typed);
  if (!code) return { refused: "A receipt code has 24 letters and digits", status: 400 };
  const heard = await codeTries.hear({ ...from, lookup: code.lookup }, async () => {
    const [kept] = await db
      .select({ reportId: reportCodes.reportId, secretHash: reportCodes.secretHash })
      .from(reportCodes)
      .where(eq(reportCodes.lookup, code.lookup));
    const isRight = await isPassword(kept?.secretHash ?? null, code.secret);
    return isRight && kept ? { reportId: kept.reportId } : null;
  });
  if ("tooMany" in heard) {
    return {
      refused: "Too many people enter a code at the moment. Wait a minute and send yours again",
      status: 503,
    };
  }
  return (
    heard.proved ?? {
      refused:
        "No report has this code. Compare each letter and digit, and send it again. After each wrong code the next answer takes longer, up to some seconds",
      status: 400,
    }
  );
}
