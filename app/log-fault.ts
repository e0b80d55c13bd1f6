import type { Logger } from "pino";
import { describeFault } from "./describe-fault.ts";
import { isReportAddress } from "./intake/report-address.ts";

/**
 * Notes that a request failed. Of one where somebody reports something: only where in the code, and no word
 * of it; not even which page it was.
 */
export function logFault(
  log: Logger,
  fault: unknown,
  { method, path }: { method: string; path: string },
): void {
  if (isReportAddress(path)) {
    const err = describeFault(fault, { withWords: false });
    log.error({ err }, "A page of reporting failed.");
  } else {
    log.error({ err: fault, method, path: path.split("?", 1)[0] }, "A page failed.");
  }
}
