import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningPortal, startPortal } from "#tests/support/running-portal.ts";
import { visitor } from "#tests/support/visitor.ts";

let portal: RunningPortal;
beforeAll(async () => {
  portal = await startPortal({
    PUBLIC_URL: "https://training.example.ca",
    TRUSTED_PROXIES: "127.0.0.1",
  });
}, 120_000);
afterAll(() => portal.stop());

const form = { name: "1006", password: "whatever it is" };
const post = (headers: Record<string, string>) =>
  visitor(portal.url).ask("/sign-in", { form, headers });

describe("a post", () => {
  test.each([
    ["a foreign origin", { Origin: "https://evil.example" }],
    ["no origin at all", {}],
    ["a null origin", { Origin: "null" }],
    ["the portal's host under http", { Origin: "http://training.example.ca" }],
    ["a longer host that begins alike", { Origin: "https://training.example.ca.evil.example" }],
    ["the address the server listens on", { Origin: "http://127.0.0.1" }],
    ["a browser that says it is cross-site", { "Sec-Fetch-Site": "cross-site" }],
    ["a browser that says it is same-site", { "Sec-Fetch-Site": "same-site" }],
  ])("with %s is refused in words", async (_, headers) => {
    const answer = await post(headers as Record<string, string>);
    expect(answer.status).toBe(403);
    expect(answer.text).toContain("nothing was done");
  });

  test("from the portal's own page is heard", async () => {
    expect((await post({ Origin: "https://training.example.ca" })).status).toBe(400);
    expect((await post({ "Sec-Fetch-Site": "same-origin" })).status).toBe(400);
  });

  test("is judged by PUBLIC_URL, not by a Host that a proxy rewrote", async () => {
    const own = await post({ Origin: "https://training.example.ca", Host: "10.0.0.5:3000" });
    const foreign = await post({ Origin: "https://evil.example", Host: "evil.example" });
    expect([own.status, foreign.status]).toEqual([400, 403]);
  });
});

test("an address that is no page is refused before its route too", async () => {
  const answer = await visitor(portal.url).ask("/acknowledge", {
    form,
    headers: { Origin: "null" },
  });
  expect(answer.status).toBe(403);
});

test("a Host header never turns up in what the portal sends", async () => {
  const answer = await visitor(portal.url).ask("/training", { headers: { Host: "evil.example" } });
  expect(JSON.stringify(answer.headers) + answer.text).not.toContain("evil.example");
});

test("behind https the session cookie is bound to the host and never sent in clear", async () => {
  const { headers } = await visitor(portal.url).ask("/sign-in", {
    form: { name: "1006", password: "northern lights over main" },
    headers: { Origin: "https://training.example.ca" },
  });
  const [cookie] = headers["set-cookie"] as string[];
  expect(cookie).toMatch(/^__Host-signpost=/);
  expect(cookie).toContain("Secure");
  expect(cookie).toContain("HttpOnly");
  expect(cookie).toContain("SameSite=Lax");
});
