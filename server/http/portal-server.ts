import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AppLoadContext, createRequestHandler, type ServerBuild } from "@remix-run/node";
import { createRequest, sendResponse } from "@remix-run/node-fetch-server";
import proxyAddress from "proxy-addr";
import { isReportAddress } from "#app/intake/report-address.ts";
import { logFault } from "#app/log-fault.ts";
import type { Portal } from "#app/portal.ts";
import { isProvisioningAddress } from "#app/scim/address.ts";
import { answerFault } from "#app/scim/answer.ts";
import { ScimFault } from "#app/scim/fault.ts";
import { answerPages } from "./answer-pages.ts";
import { permissionsPolicy, strictHeaders } from "./headers.ts";
import { type Health, sendHealth } from "./health.ts";
import { longestRequestMs, losePatience } from "./patience.ts";
import { pageMethods, provisioningMethods, type Refusal, whyRefused } from "./refusal.ts";
import { requestLog } from "./request-log.ts";

export type Front = {
  portal: Portal;
  /** The built Remix application, or a way to load it afresh while developing. */
  build: ServerBuild | (() => Promise<ServerBuild>);
  /** Serves the built files, or Vite's while developing. */
  files: (request: IncomingMessage, response: ServerResponse, next: () => void) => void;
  health: () => Promise<Health>;
  trustedProxies: string[];
};

/**
 * The way of a request: headers, log, health, files, refusals, then Remix. A refusal is rendered by Remix
 * too, so that it looks like every other page.
 */
export function createPortalServer(front: Front): Server {
  const { portal, files, health } = front;
  const { log } = portal;
  const headers = strictHeaders(portal.publicUrl);
  const logRequest = requestLog(log);
  const handle =
    typeof front.build === "function"
      ? createRequestHandler(front.build, "production")
      : answerPages(front.build);
  const trust = proxyAddress.compile(front.trustedProxies);
  const { host, protocol } = new URL(portal.publicUrl);

  const sayFault = (request: IncomingMessage, response: ServerResponse, problem: unknown) => {
    logFault(log, problem, { method: request.method ?? "", path: request.url ?? "" });
    // A download that breaks off is to be seen as one: no words are added to its bytes.
    if (response.headersSent) return void response.destroy();
    response.writeHead(500, { "Content-Type": "text/plain" });
    response.end("Something failed in the portal. Nothing was half done; try again in a minute.\n");
  };

  const answer = async (
    request: IncomingMessage,
    response: ServerResponse,
    refusal: Refusal | null,
  ) => {
    try {
      if (refusal) refuseBody(request, response, { refusal, publicUrl: portal.publicUrl });
      if (refusal && isOfProvisioning(request, portal.publicUrl)) {
        return await sendResponse(
          response,
          answerFault(new ScimFault(refusal.status, refusal.sentence)),
        );
      }
      // Remix compares Host with Origin too: whatever a proxy made of it, the portal's host is PUBLIC_URL's.
      response.setHeader("Cache-Control", "private, no-store");
      request.headers.host = host;
      delete request.headers["x-forwarded-host"];
      const asked = refusal
        ? refusedPage(request, portal.publicUrl)
        : createRequest(request, response, { host, protocol });
      const context: AppLoadContext = {
        portal,
        clientAddress: proxyAddress(request, trust),
        refusal,
      };
      const reply = await handle(asked, context);
      letThrough(request);
      if (context.page) return sendPage(response, reply, context.page);
      await sendResponse(response, reply);
    } catch (problem) {
      sayFault(request, response, problem);
    }
  };

  const receive = (request: IncomingMessage, response: ServerResponse) => {
    logRequest(request, response);
    losePatience(request);
    headers(request, response, () => {
      response.setHeader("Permissions-Policy", permissionsPolicy);
      const path = request.url?.split("?", 1)[0];
      if (path === "/health") return void sendHealth(response, health);
      const refusal = whyRefused(request, portal.publicUrl);
      if (refusal) return void answer(request, response, refusal);
      files(request, response, () => void answer(request, response, null));
    });
  };
  const server = createServer((request, response) => {
    // What is thrown here would end the portal for everybody.
    try {
      receive(request, response);
    } catch (problem) {
      sayFault(request, response, problem);
    }
  });
  server.requestTimeout = longestRequestMs;
  server.headersTimeout = 60_000;
  return server;
}

/** A page is there as a whole, and is sent as that. */
function sendPage(response: ServerResponse, { status, headers }: Response, page: Uint8Array) {
  response.setHeaders(headers);
  response.writeHead(status);
  response.end(response.req.method === "HEAD" ? undefined : page);
}

/**
 * What no route read of a request is let through and forgotten: it would hold up the answer, and whatever
 * the browser asks next over the same connection. The limits of `refusal.ts` say how much it can be.
 */
function letThrough(request: IncomingMessage) {
  if (request.readableEnded) return;
  request.removeAllListeners("data");
  request.resume();
}

function isOfProvisioning({ url = "" }: IncomingMessage, publicUrl: string): boolean {
  return isProvisioningAddress(URL.parse(url, publicUrl)?.pathname ?? "");
}

/** An unread body is not worth keeping the connection for. */
function refuseBody(
  request: IncomingMessage,
  response: ServerResponse,
  { refusal, publicUrl }: { refusal: Refusal; publicUrl: string },
) {
  if (refusal.status === 405) {
    const isProvisioning = isOfProvisioning(request, publicUrl);
    const allowed = isProvisioning ? provisioningMethods : pageMethods;
    response.setHeader("Allow", allowed.join(", "));
  }
  if (request.method === "GET" || request.method === "HEAD") return;
  response.setHeader("Connection", "close");
  request.resume();
}

/**
 * Every refusal is shown by the page that shows what does not exist, whatever was asked. Where somebody
 * reports something it is not told who is signed in.
 */
function refusedPage(
  { method, url = "", headers: { cookie } }: IncomingMessage,
  publicUrl: string,
): Request {
  const isOfReport = isReportAddress(url);
  return new Request(new URL(isOfReport ? "/report/refused" : "/refused", publicUrl), {
    method: method === "HEAD" ? "HEAD" : "GET",
    headers: cookie && !isOfReport ? { Cookie: cookie } : {},
  });
}
