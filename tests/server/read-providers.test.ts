import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { readProviders } from "#server/read-providers.ts";
import { readSettings } from "#server/settings.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "signpost-providers-"));
});

async function read(
  text: string,
  env: Record<string, string> = { PROVIDER_CITY_SECRET: "s3cret" },
) {
  const file = join(folder, "providers.yaml");
  await writeFile(file, text);
  return readProviders(readSettings({ PROVIDERS_FILE: file, ...env }));
}

const city = (changes = "", issuer = "https://id.city.example/v2.0") => `
providers:
  - id: city
    label: City account
    issuer: ${issuer}
    client-id: 4f1c
    people: { by: employee-number, claim: employeeid }
${changes}`;

test("without a file there is no provider", async () => {
  expect(await readProviders(readSettings({}))).toEqual([]);
});

test("a provider is read with what is usual where nothing else is said", async () => {
  expect(await read(city())).toEqual([
    {
      ...{ id: "city", label: "City account", issuer: "https://id.city.example/v2.0" },
      ...{ clientId: "4f1c", clientSecret: "s3cret", scopes: ["openid", "email", "profile"] },
      people: { by: "employee-number", claim: "employeeid" },
      ...{ secondFactor: null, passwords: "kept", administratorsKeepPasswords: true },
    },
  ]);
});

test("the secret may stand in a file of its own, or be absent from a public client", async () => {
  await writeFile(join(folder, "secret"), "from a file\n");
  const [fromFile] = await read(city("    client-secret-file: secret"), {});
  expect(fromFile?.clientSecret).toBe("from a file");
  const [publicOne] = await read(city("    public-client: true"), {});
  expect(publicOne?.clientSecret).toBeNull();
});

describe("the portal does not start, and says where the fault is", () => {
  test.each([
    ["a file that is none", "", "providers"],
    ["a misspelt setting", city("    pasword: off"), "providers.0 has pasword"],
    ["a setting that is no choice", city("    passwords: never"), "passwords must be kept or off"],
    ["an issuer without HTTPS", city("", "http://id.city.example"), "issuer must be an address"],
    [
      "an issuer that speaks for everybody",
      city("", "https://login.microsoftonline.com/common/v2.0"),
      "the City's own tenant",
    ],
    [
      "an issuer that is a pattern",
      city("", "'https://login.microsoftonline.com/{tenantid}/v2.0'"),
      "the City's own tenant",
    ],
    ["text that is no YAML", "providers: [", "line"],
    [
      "an address that nobody vouches for",
      city().replace(/\{ by.*\}/, "{ by: email }"),
      "verified-by",
    ],
    ["the same twice", city() + city().replace("providers:\n", ""), "of its own each"],
  ])("with %s", async (_, text, where) => {
    await expect(read(text)).rejects.toThrow(where);
  });

  test("without the secret", async () => {
    await expect(read(city(), {})).rejects.toThrow("Set PROVIDER_CITY_SECRET");
    await expect(read(city("    client-secret-file: nowhere"), {})).rejects.toThrow("ENOENT");
    await expect(read(city("    public-client: true"))).rejects.toThrow("no secret");
  });

  test("without the file, and never with the secret in the sentence", async () => {
    const missing = readSettings({ PROVIDERS_FILE: join(folder, "nowhere.yaml") });
    await expect(readProviders(missing)).rejects.toThrow("cannot be read");
    const said = await read(city("    x: y")).catch((problem: Error) => problem.message);
    expect(said).not.toContain("s3cret");
  });
});
