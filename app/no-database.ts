/** Codes of Node and of the driver for a connection that is not there, or broke off. */
const connectionCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EPIPE",
  "ETIMEDOUT",
  "CONNECT_TIMEOUT",
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
]);

/**
 * SQLSTATEs by which PostgreSQL, or a pooler before it, says that it serves nobody just now: connections that fail
 * (08), that are too many (53300), a server that stops, starts or ended a connection (57P), and one that is the
 * standby of another since it was last asked (25006).
 */
const awayStates = /^(08...|53300|57P0[1-5]|25006)$/;

/** No room on the disk (53100), no memory (53200). */
const fullStates = /^53[12]00$/;

/** Why the database could not do what was asked, in words for whoever asked; null where that is not the reason. */
export function whyNoDatabase(problem: unknown): string | null {
  if (!(problem instanceof Error)) return null;
  const { code } = problem as { code?: unknown };
  if (typeof code === "string") {
    if (connectionCodes.has(code) || awayStates.test(code)) return away;
    if (fullStates.test(code)) return full;
  }
  return whyNoDatabase(problem.cause);
}

const away =
  "The database cannot be reached at the moment. Nothing was lost; try again in a minute.";

const full =
  "The portal has no room left, so this was not stored. Nothing that was stored before is lost. Tell whoever runs the portal, and try again later.";
