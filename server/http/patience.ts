import type { IncomingMessage } from "node:http";
import { uploadLimit } from "./refusal.ts";

/**
 * An ordinary request arrives whole within a minute: forms are small. Files may take longer, as long as they
 * come at all: 4 KiB a second, looked at each minute.
 */
const usual = { everyMs: 60_000, fewestBytes: 60 * 4096 };

/** Nothing may take longer to arrive: 100 MB at 120 kbit/s. Node counts this itself. */
export const longestRequestMs = 2 * 3_600_000;

/**
 * Ends a request that does not arrive. A phone on a poor connection needs an hour for a video, so one limit for
 * all would be either too short for it or an open door for who sends a byte a minute to hold connections: only
 * the addresses that take files wait longer, and only while something comes. Of headers Node itself waits for a
 * minute.
 */
export function losePatience(request: IncomingMessage, { everyMs, fewestBytes } = usual): void {
  const { socket } = request;
  if (!request.headers["content-length"] && !request.headers["transfer-encoding"]) return;
  const isUpload = request.method === "POST" && uploadLimit(pathOf(request)) !== null;
  let before = socket.bytesRead;
  const look = setInterval(() => {
    const arrived = socket.bytesRead - before;
    before = socket.bytesRead;
    if (isUpload && arrived >= fewestBytes) return;
    clearInterval(look);
    if (request.complete) return;
    socket.end("HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n");
    socket.destroySoon();
  }, everyMs);
  look.unref();
  const stop = () => clearInterval(look);
  request.once("end", stop);
  request.once("close", stop);
}

function pathOf({ url = "" }: IncomingMessage): string {
  return url.split("?", 1)[0] ?? "";
}
