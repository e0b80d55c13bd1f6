import pino, { type DestinationStream, type Logger } from "pino";
import { describeFault } from "#app/describe-fault.ts";

/** The portal's log: lines of JSON. Errors are written as `describeFault` has them, whoever logs them. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const err = (problem: unknown) => (problem instanceof Error ? describeFault(problem) : problem);
  return pino({ level, serializers: { err } }, destination ?? pino.destination(1));
}
