import { expect, test } from "vitest";
import { readInEffect } from "#app/administration/in-effect.ts";
import type { Provider } from "#app/auth/provider/provider.ts";
import { testPortal } from "#tests/support/portal.ts";
import { offer } from "#tests/support/providers.ts";

const city = testPortal({ asksForSecondFactor: true });
const provider: Provider = {
  ...{ id: "city-hall", label: "City account", issuer: "https://id.city.example" },
  ...{ clientId: "signpost", clientSecret: "a-secret", scopes: ["openid"] },
  people: { by: "email", claim: "email", verifiedBy: "xms_edov" },
  secondFactor: { claim: "acrs", oneOf: ["c1"] },
  ...{ passwords: "off", administratorsKeepPasswords: true },
};

test("an administrator reads what holds and where it is decided, nobody else does, and no secret is in it", async () => {
  await offer(city.portal, provider);
  const rows = await readInEffect(await city.viewer("1012"), city.portal);
  const said = Object.fromEntries(rows.map(({ title, value }) => [title, value]));
  expect(said).toMatchObject({
    "Time zone": "America/Winnipeg",
    "Sign-in with City account":
      "https://id.city.example. People are known by e-mail address (claim email), verified by xms_edov the first time. A second step counts as shown there where acrs is c1. Who is linked has no password here, but administrators do.",
    "How long somebody is signed in": "2 hours without a request, 12 hours in all",
    "Second step at sign-in": expect.stringContaining("Asked of whoever holds a role"),
    "Content in force": expect.stringMatching(/^Policy 3\.51, version 1, published /),
    PostgreSQL: expect.stringMatching(/^1\d/),
  });
  expect(rows.find(({ title }) => title.includes("City account"))?.decidedBy).toBe(
    "PROVIDERS_FILE, PROVIDER_CITY_HALL_SECRET",
  );
  expect(JSON.stringify(rows)).not.toContain("a-secret");
  expect(await readInEffect(await city.viewer("1002"), city.portal)).toEqual([]);
});
