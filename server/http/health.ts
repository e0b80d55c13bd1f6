import type { ServerResponse } from "node:http";

export type Health = { healthy: boolean; [part: string]: unknown };

/** 200 with what is known when the process can serve, 503 with the reason when it cannot. */
export async function sendHealth(response: ServerResponse, health: () => Promise<Health>) {
  const found = await health().catch((problem: Error) => ({
    healthy: false,
    reason: problem.message,
  }));
  response.writeHead(found.healthy ? 200 : 503, {
    "Content-Type": "application/json",
    "Cache-Control": "no-store",
  });
  response.end(`${JSON.stringify(found)}\n`);
}
