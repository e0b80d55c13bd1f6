import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger } from "pino";
import { isEntryAddress, isReportAddress } from "#app/intake/report-address.ts";

/**
 * One line a request: method, path without its query, status, milliseconds. Reports are left out, because
 * a line about one could tell who filed it.
 */
export function requestLog(log: Logger) {
  return (request: IncomingMessage, response: ServerResponse) => {
    if (!log.isLevelEnabled("info")) return;
    const path = request.url?.split("?", 1)[0] ?? "";
    if (isReportAddress(path) || isEntryAddress(path)) return;
    const began = performance.now();
    response.once("finish", () => {
      const ms = Math.round(performance.now() - began);
      log.info({ method: request.method, path, status: response.statusCode, ms });
    });
  };
}
