import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

/** One request of somebody signed in; with `form` it is a form sent from the portal's own page. */
export type Call = { path: string; cookie: string; form?: string };

export type Reply = {
  status: number;
  /** Name, value, name, value … as they came. */
  rawHeaders: string[];
  location: string | undefined;
  encoding: "br" | "gzip" | null;
  body: string;
  /** Bytes of the body as they came. */
  bytes: number;
};

/** The headers of a call, as a browser sends them over https: it asks for Brotli there. */
export function headersOf({ cookie, form }: Call, origin: string): { [name: string]: string } {
  const headers = { cookie, accept: "text/html", "accept-encoding": "gzip, deflate, br" };
  if (form === undefined) return headers;
  return { ...headers, origin, "content-type": "application/x-www-form-urlencoded" };
}

/** A connection at rest is given up before the portal gives it up, after five seconds. */
const agent = new Agent({ keepAlive: true, timeout: 4000 });

/** Sends one call and reads the whole answer; redirects are not followed. */
export async function send(url: string, call: Call, origin = url): Promise<Reply> {
  const asking = request(`${url}${call.path.split("#", 1)[0]}`, {
    agent,
    method: call.form === undefined ? "GET" : "POST",
    headers: headersOf(call, origin),
  });
  asking.end(call.form);
  const [answer] = (await once(asking, "response")) as [IncomingMessage];
  const sent = Buffer.concat(await answer.toArray());
  const encoding = (answer.headers["content-encoding"] ?? null) as Reply["encoding"];
  return {
    status: answer.statusCode ?? 0,
    rawHeaders: answer.rawHeaders,
    location: answer.headers.location,
    encoding,
    body: String(encoding === null ? sent : decode[encoding](sent)),
    bytes: sent.length,
  };
}

/** Throws unless the answer has this status: a measure of errors measures nothing. */
export function expectStatus(reply: Reply, status: number, what: string): Reply {
  if (reply.status === status) return reply;
  throw new Error(`${what} was answered with ${reply.status}, not ${status}: ${reply.body}`);
}

const decode = { br: brotliDecompressSync, gzip: gunzipSync };
