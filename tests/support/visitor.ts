import { request } from "node:http";
import { demoPassword } from "#server/demo/cast.ts";

export type Answer = {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
};

export type Ask = {
  method?: string;
  headers?: Record<string, string>;
  form?: Record<string, string>;
  body?: string | Uint8Array;
};

/**
 * Speaks HTTP to a running portal, with exactly the headers given: a browser would not send a foreign
 * Origin, another Host or an odd method.
 */
export function visitor(url: string) {
  let cookie = "";
  const ask = (path: string, { method, headers = {}, form, body }: Ask = {}): Promise<Answer> =>
    new Promise((answered, failed) => {
      const content = form ? new URLSearchParams(form).toString() : body;
      const outgoing = request(
        url + path,
        {
          method: method ?? (content === undefined ? "GET" : "POST"),
          headers: {
            ...(cookie ? { Cookie: cookie } : {}),
            ...(form ? { "Content-Type": "application/x-www-form-urlencoded" } : {}),
            ...(content === undefined
              ? {}
              : { "Content-Length": String(Buffer.byteLength(content)) }),
            ...headers,
          },
        },
        (response) => {
          const parts: Buffer[] = [];
          response.on("data", (part) => parts.push(part));
          response.on("error", failed);
          response.on("end", () => {
            const [set] = response.headers["set-cookie"] ?? [];
            if (set) cookie = set.split(";")[0] ?? "";
            answered({
              status: response.statusCode ?? 0,
              headers: response.headers,
              text: Buffer.concat(parts).toString(),
            });
          });
        },
      );
      outgoing.on("error", failed);
      outgoing.end(content);
    });
  return {
    ask,
    /** Posts a form as the portal's own page would. */
    send: (path: string, form: Record<string, string>) =>
      ask(path, { form, headers: { Origin: url } }),
    /** Signs in as one of the demo people. */
    async signIn(name: string) {
      const answer = await ask("/sign-in", {
        form: { name, password: demoPassword },
        headers: { Origin: url },
      });
      if (answer.status !== 303) throw new Error(`${name} was not signed in: ${answer.status}`);
    },
  };
}
