import pino, { type DestinationStream, type Logger } from "pino";
import { describeFault } from "#app/describe-fault.ts";

/**
 * The portal's log: lines of JSON, written together as they come in, at the latest after half a second: a line at a time
 * would hold up each request. Errors are written as `describeFault` has them, whoever logs them.
 */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const err = (problem: unknown) => (problem instanceof Error ? describeFault(problem) : problem);
  return pino({ level, serializers: { err } }, destination ?? together());
}

function together() {
  return pino.destination({ dest: 1, sync: false, minLength: 4096, periodicFlush: 500 });
}
