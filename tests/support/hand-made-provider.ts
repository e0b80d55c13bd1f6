import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { onTestFinished } from "vitest";
import type { Provider } from "#app/auth/provider/provider.ts";

export type Keys = Awaited<ReturnType<typeof generateKeyPair>>;
type Claims = Record<string, unknown>;
type Answer = { status?: number; body: unknown };

/** A provider made by hand: it says what a real one would not. On this machine, until the test ends. */
export type HandMadeProvider = {
  issuer: string;
  keys: Keys;
  /** What its discovery document says otherwise. */
  says: Claims;
  /** Answers in place of it, by path; "never" answers nothing at all. */
  instead: Map<string, Answer | "never">;
  /** Every request it got, as method and path. */
  asked: string[];
  /**
   * What a browser would bring back to the portal from `address`: a code for a token with these claims, `iss` beside it,
   * and the state it was sent with.
   */
  signIn(address: string, claims: Claims, token?: Partial<TokenMaking>): URLSearchParams;
  /** How to take part in it. */
  provider(changes?: Partial<Provider>): Provider;
  stop(): Promise<void>;
};

export type TokenMaking = {
  /** In place of a token signed with its key. */
  make: (claims: Claims) => string | Promise<string>;
};

/** Starts one. `now` is the portal's clock; `port` starts it where one was. */
export async function startHandMadeProvider(now: () => Date, port = 0): Promise<HandMadeProvider> {
  const keys = await generateKeyPair("RS256");
  const codes = new Map<string, { challenge: string; token: () => string | Promise<string> }>();
  const says: Claims = {};
  const instead = new Map<string, Answer | "never">();
  const asked: string[] = [];
  let issuer = "";

  const answers: Record<string, (request: IncomingMessage) => Promise<Answer> | Answer> = {
    "/.well-known/openid-configuration": () => ({
      body: {
        ...{ issuer, authorization_endpoint: `${issuer}/authorize` },
        ...{ token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/keys` },
        ...{ end_session_endpoint: `${issuer}/leave`, response_types_supported: ["code"] },
        id_token_signing_alg_values_supported: ["RS256"],
        ...says,
      },
    }),
    "/keys": async () => ({
      body: { keys: [{ ...(await exportJWK(keys.publicKey)), kid: "one", alg: "RS256" }] },
    }),
    "/token": async (request) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part);
      const form = new URLSearchParams(Buffer.concat(parts).toString());
      const code = form.get("code") ?? "";
      const given = codes.get(code);
      codes.delete(code);
      const challenge = createHash("sha256").update(form.get("code_verifier") ?? "");
      if (given?.challenge !== challenge.digest("base64url")) {
        return { status: 400, body: { error: "invalid_grant" } };
      }
      const id_token = await given.token();
      return { body: { access_token: "unused", token_type: "Bearer", expires_in: 60, id_token } };
    },
  };

  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    const path = (request.url ?? "").split("?", 1)[0] ?? "";
    asked.push(`${request.method} ${path}`);
    const other = instead.get(path);
    if (other === "never") return;
    const { status = 200, body } = other ??
      (await answers[path]?.(request)) ?? { status: 404, body: {} };
    response.writeHead(status, { "Content-Type": "application/json" });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const at = server.address();
  issuer = `http://127.0.0.1:${typeof at === "object" && at ? at.port : 0}`;
  const stop = async () => {
    server.closeAllConnections();
    if (server.listening) await new Promise((stopped) => server.close(stopped));
  };
  onTestFinished(stop);

  let codesGiven = 0;
  return {
    ...{ issuer, keys, says, instead, asked, stop },
    signIn(address, claims, { make } = {}) {
      const query = new URL(address).searchParams;
      const seconds = Math.floor(now().getTime() / 1000);
      const said: Claims = {
        ...{
          iss: issuer,
          aud: query.get("client_id"),
          sub: "account-1",
          nonce: query.get("nonce"),
        },
        ...{ iat: seconds, exp: seconds + 300, ...claims },
      };
      const code = `code-${++codesGiven}`;
      const token = () => (make ? make(said) : sign(said, keys));
      codes.set(code, { challenge: query.get("code_challenge") ?? "", token });
      return new URLSearchParams({ code, state: query.get("state") ?? "", iss: issuer });
    },
    provider: (changes = {}) => ({
      ...{ id: "city", label: "City account", issuer, clientId: "signpost" },
      ...{ clientSecret: "a-secret", scopes: ["openid", "email"] },
      people: { by: "employee-number", claim: "employee_number" },
      ...{ secondFactor: null, passwords: "kept", administratorsKeepPasswords: true },
      ...changes,
    }),
  };
}

/** A token as a provider would sign it. */
export function sign(claims: Claims, { privateKey }: Keys, header = {}): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: "RS256", kid: "one", ...header })
    .sign(privateKey);
}
