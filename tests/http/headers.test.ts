import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningPortal, startPortal } from "#tests/support/running-portal.ts";
import { visitor } from "#tests/support/visitor.ts";

let portal: RunningPortal;
let asset: string;
beforeAll(async () => {
  portal = await startPortal();
  const { text } = await visitor(portal.url).ask("/");
  asset = /\/assets\/portal-[\w-]+\.css/.exec(text)?.[0] ?? "";
}, 120_000);
afterAll(() => portal.stop());

const own = () => ({ Origin: portal.url });
const kinds: [string, () => Promise<Awaited<ReturnType<ReturnType<typeof visitor>["ask"]>>>][] = [
  ["a page", () => visitor(portal.url).ask("/policy")],
  ["a redirect to the way in", () => visitor(portal.url).ask("/training")],
  ["a page that does not exist", () => visitor(portal.url).ask("/nothing-here")],
  ["a refused cross-site post", () => visitor(portal.url).ask("/sign-in", { form: { a: "b" } })],
  ["a refused form", () => visitor(portal.url).send("/sign-in", { name: "", password: "" })],
  ["an odd method", () => visitor(portal.url).ask("/policy", { method: "DELETE" })],
  ["the style sheet", () => visitor(portal.url).ask(asset)],
  ["the City's colours", () => visitor(portal.url).ask("/brand.css")],
  ["the icon", () => visitor(portal.url).ask("/favicon.svg")],
  ["the public keys", () => visitor(portal.url).ask("/.well-known/jwks.json")],
  ["the health address", () => visitor(portal.url).ask("/health")],
  ["loader data", () => visitor(portal.url).ask("/policy.data")],
];

describe.each(kinds)("%s", (_, fetchKind) => {
  test("carries the strict headers", async () => {
    const { headers } = await fetchKind();
    const policy = String(headers["content-security-policy"]);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).toContain("form-action 'self'");
    expect(policy).not.toMatch(/unsafe-|data:|\*|https?:/);
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
    });
    expect(headers["permissions-policy"]).toContain("camera=()");
    expect(headers["x-powered-by"]).toBeUndefined();
  });
});

describe("no page", () => {
  test.each(["/", "/policy", "/sign-in", "/verify", "/privacy", "/nothing-here"])(
    "has a script or a style of its own inside: %s",
    async (path) => {
      const { text } = await visitor(portal.url).ask(path);
      expect(text).not.toMatch(/<script(?![^>]*\bsrc=)/i);
      expect(text).not.toMatch(/<style|\sstyle=|\son[a-z]+=/i);
      const sources = [...text.matchAll(/(?:src|href)="([^"]*)"/g)].map((match) => match[1] ?? "");
      expect(sources.filter((source) => /^(https?:)?\/\//.test(source))).toEqual([]);
    },
  );
});

describe("what only a hydrated application would ask for", () => {
  test.each([
    "/policy.data",
    "/_root.data",
    "/training.data",
    "/hr/people.data",
    "/__manifest",
    "/__manifest?p=%2Fhr&version=1",
    "/policy?_data=routes%2Fpolicy._index",
    "/hr?_data=routes/hr._index",
  ])("is not there: %s", async (path) => {
    const answer = await visitor(portal.url).ask(path);
    expect(answer.status).toBe(404);
    expect(answer.text).toContain("does not exist");
  });

  test("no built route module is served", async () => {
    const { text } = await visitor(portal.url).ask("/assets/manifest.js");
    expect(text).toContain("does not exist");
  });
});

describe("what no form sends", () => {
  const ask = (path: string, options: object) => visitor(portal.url).ask(path, options);

  test.each(["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])(
    "the method %s is refused",
    async (method) => {
      const answer = await ask("/policy", { method });
      expect(answer.status).toBe(405);
      expect(answer.headers.allow).toBe("GET, HEAD, POST");
    },
  );

  test("a body of another kind", async () => {
    const headers = { ...own(), "Content-Type": "application/json" };
    expect((await ask("/sign-in", { body: "{}", headers })).status).toBe(415);
  });

  test("a form of a megabyte", async () => {
    const answer = await ask("/sign-in", { form: { name: "x".repeat(1_000_000) }, headers: own() });
    expect(answer.status).toBe(413);
    expect(answer.text).toContain("too long");
  });

  test("an address that cannot be decoded, or holds a null character", async () => {
    expect((await ask("/%E0%A4%A", {})).status).toBe(400);
    expect((await ask("/receipts/%00", {})).status).toBe(400);
  });
});
