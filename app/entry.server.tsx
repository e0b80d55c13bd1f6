import { gzipSync } from "node:zlib";
import type { AppLoadContext, EntryContext, LoaderFunctionArgs } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToString } from "react-dom/server";
import { logFault } from "./log-fault.ts";

/** Pages render whole: nothing streams, nothing hydrates, no script is inline. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
  answer: AppLoadContext,
) {
  const html = renderToString(<RemixServer context={context} url={request.url} />);
  headers.set("Content-Type", "text/html; charset=utf-8");
  if (!headers.has("Cache-Control")) headers.set("Cache-Control", "private, no-store");
  const { setCookie } = answer;
  if (setCookie && !headers.has("Set-Cookie")) headers.append("Set-Cookie", setCookie);
  headers.set("Vary", "Accept-Encoding");
  const page = `<!DOCTYPE html>${titleIntoHead(wholeDocument(html))}`;
  if (request.headers.get("Accept-Encoding")?.includes("gzip")) {
    // At once and whole: for a page of this size that takes a fraction of what a stream does.
    headers.set("Content-Encoding", "gzip");
    answer.page = gzipSync(page, { level: 4 });
  } else {
    answer.page = Buffer.from(page);
  }
  headers.set("Content-Length", String(answer.page.length));
  return new Response(null, { status, headers });
}

/** What no page expected goes to the log; a refusal, and a reader who went away, are no faults. */
export function handleError(fault: unknown, { request, context }: LoaderFunctionArgs) {
  if (request.signal.aborted || isRouteErrorResponse(fault)) return;
  const path = new URL(request.url).pathname;
  logFault(context.portal.log, fault, { method: request.method, path });
}

/** React 18 leaves a title where it was rendered; a page renders its own, next to its heading. */
function titleIntoHead(html: string): string {
  const start = html.indexOf("<title>");
  if (start < 0) return html;
  const end = html.indexOf("</title>", start) + "</title>".length;
  const head = html.indexOf("</head>");
  const title = html.slice(start, end);
  return html.slice(0, head) + title + html.slice(head, start) + html.slice(end);
}

/** Remix marks the place where it would stream loader data to a browser; nothing here reads it. */
function wholeDocument(html: string): string {
  return html.slice(0, html.indexOf("</html>") + "</html>".length);
}
