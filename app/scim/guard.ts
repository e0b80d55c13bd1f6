import type { LoaderFunctionArgs } from "@remix-run/node";
import { logFault } from "../log-fault.ts";
import { whyNoDatabase } from "../no-database.ts";
import type { Portal } from "../portal.ts";
import { answerFault } from "./answer.ts";
import { ScimFault } from "./fault.ts";
import { readBearer } from "./token.ts";

/** What a guarded request of a directory service works with: no person, only the number of its token. */
export type Provisioning = {
  portal: Portal;
  token: number;
  request: Request;
  url: URL;
  params: Record<string, string | undefined>;
};

/**
 * For a directory service with a token that works; every answer, refusals too, is of the standard. Who is signed
 * in is not looked at.
 */
export function forProvisioning(handler: (asked: Provisioning) => Promise<Response> | Response) {
  const run = async ({ request, params, context }: LoaderFunctionArgs): Promise<Response> => {
    const { portal } = context;
    const url = new URL(request.url);
    try {
      const token = await admit(request, portal);
      return await handler({ portal, token, request, url, params });
    } catch (problem) {
      if (problem instanceof ScimFault) return answerFault(problem);
      const soon = { headers: { "Retry-After": "60" } };
      const whyNot = whyNoDatabase(problem);
      if (whyNot) return answerFault(new ScimFault(503, whyNot, soon));
      logFault(portal.log, problem, { method: request.method, path: url.pathname });
      return answerFault(new ScimFault(500, "Something failed in the portal. Nothing was done."));
    }
  };
  return Object.assign(run, { audience: "provisioning" as const });
}

async function admit(request: Request, portal: Portal): Promise<number> {
  const token = await readBearer(request.headers.get("Authorization"), portal);
  if (token === null) {
    throw new ScimFault(401, "Send a token that works, made at /admin/tokens, as Bearer.", {
      headers: { "WWW-Authenticate": 'Bearer realm="SCIM"' },
    });
  }
  const seconds = portal.provisioningPace.take(token);
  if (seconds === 0) return token;
  throw new ScimFault(429, "Too many requests: wait, then go on more slowly.", {
    headers: { "Retry-After": String(seconds) },
  });
}
