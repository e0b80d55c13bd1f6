import type { ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";

/** `wrong` says what is, a sentence each. */
export type Health = { healthy: boolean; wrong: string[]; [part: string]: unknown };

/**
 * 200 with what is known when the process can serve, 503 when it cannot, within five seconds. Anybody may
 * ask, so what is wrong is in fixed words; the log has the rest.
 */
export async function sendHealth(response: ServerResponse, health: () => Promise<Health>) {
  const away: Health = { healthy: false, wrong: ["The database does not answer."] };
  const found = await Promise.race([
    health().catch(() => away),
    setTimeout(5000, away, { ref: false }),
  ]);
  response.writeHead(found.healthy ? 200 : 503, {
    "Content-Type": "application/json",
    "Cache-Control": "no-store",
  });
  response.end(`${JSON.stringify(found)}\n`);
}
