import { describe, expect, test } from "vitest";
import { holdDirectory } from "#app/people/hold-directory.ts";
import { revokeToken } from "#app/scim/token.ts";
import { aMonday } from "#tests/support/portal.ts";
import { byPassword } from "../auth/someone.ts";
import { type Body, enterprise, newUser, scimPortal } from "./scim-client.ts";

const scim = scimPortal();
const errorSchema = "urn:ietf:params:scim:api:messages:2.0:Error";

describe("who may come", () => {
  const bare = (headers: Record<string, string>) =>
    fetch(scim.at("/scim/v2/Users?count=0"), { headers });

  test.each([
    ["no token", {}],
    ["a wrong token", { Authorization: `Bearer signpost_scim_${"A".repeat(43)}` }],
    ["a token without its beginning", { Authorization: "Bearer abc" }],
    ["a password", { Authorization: "Basic YTpi" }],
    ["nothing after Bearer", { Authorization: "Bearer " }],
  ])("%s: 401, and how to come", async (_, headers) => {
    const response = await bare(headers as Record<string, string>);
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe('Bearer realm="SCIM"');
    expect(await response.json()).toMatchObject({ schemas: [errorSchema], status: "401" });
  });

  test("somebody's session opens nothing here, and a token opens no page", async () => {
    const cookie = await scim.city.portal.sessions.start(await scim.idOf("1012"), byPassword);
    expect((await bare({ Cookie: cookie.split(";")[0] ?? "" })).status).toBe(401);
    const { token } = await scim.newToken();
    const page = await fetch(scim.at("/admin"), {
      ...{ headers: { Authorization: `Bearer ${token}` }, redirect: "manual" as const },
    });
    expect(page.status).toBe(303);
  });

  test("a token works until its last day, and notes the day it was used", async () => {
    const { token, number } = await scim.newToken("For a day", "2026-11-23");
    const used = () => scim.city.database.owner`
      select last_used_on::text as day from provisioning_tokens where number = ${number}`;
    expect(await used()).toEqual([{ day: null }]);
    expect((await bare({ Authorization: `Bearer ${token}` })).status).toBe(200);
    expect(await used()).toEqual([{ day: "2026-11-23" }]);
    scim.city.at(new Date(aMonday.getTime() + 86_400_000));
    expect((await bare({ Authorization: `Bearer ${token}` })).status).toBe(401);
    scim.city.at(aMonday);
  });

  test("a token that was revoked is refused at once", async () => {
    const { token, number } = await scim.newToken("To be revoked");
    expect((await bare({ Authorization: `bearer ${token}` })).status).toBe(200);
    await revokeToken(await scim.city.viewer("1012"), scim.city.portal, number);
    expect((await bare({ Authorization: `Bearer ${token}` })).status).toBe(401);
  });

  test("a page from elsewhere is still refused, and so is a form without the portal's origin", async () => {
    for (const path of ["/sign-in", "/SCIM/v2/Users", "/scim/v2x", "/scim/v2/../../sign-in"]) {
      const posted = await fetch(scim.at(path), {
        method: "POST",
        body: new URLSearchParams({ a: "b" }),
      });
      expect({ path, status: posted.status }).toEqual({ path, status: 403 });
      const put = await fetch(scim.at(path), { method: "PUT", body: "x" });
      expect({ path, status: put.status }).toEqual({ path, status: 405 });
    }
  });
});

describe("how fast", () => {
  test("more than a token may ask at once is told to wait, and heard after that", async () => {
    const { number } = await scim.newToken("Fast");
    const { provisioningPace } = scim.city.portal;
    const waits = Array.from({ length: 1000 }, () => provisioningPace.take(number));
    expect(waits.filter((seconds) => seconds === 0)).toHaveLength(500);
    expect(waits.at(-1)).toBe(1);
    scim.city.at(new Date(aMonday.getTime() + 1000));
    expect(
      Array.from({ length: 60 }, () => provisioningPace.take(number)).filter((s) => s === 0),
    ).toHaveLength(50);
    scim.city.at(aMonday);
  });

  test("over HTTP: 429 with Retry-After, in the standard's words, and another token is not slowed", async () => {
    const { token, number } = await scim.newToken("Faster");
    for (let i = 0; i < 500; i++) scim.city.portal.provisioningPace.take(number);
    const response = await fetch(scim.at("/scim/v2/Users"), {
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(response.status).toBe(429);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await response.json()).toMatchObject({ schemas: [errorSchema], status: "429" });
    expect((await scim.ask("GET", "/Users?count=0")).status).toBe(200);
  });
});

describe("what is sent", () => {
  test.each([
    ["a body above 1 MiB", JSON.stringify({ a: "x".repeat(1_100_000) }), 413],
    ["JSON too deep", `{"a":${"[".repeat(5000)}${"]".repeat(5000)}}`, 400],
    ["no JSON", "{", 400],
    ["a list", "[]", 400],
    ["nothing", "", 400],
    ["text", '"x"', 400],
  ])("%s is refused", async (_, body, expected) => {
    const { status, body: said } = await scim.ask("POST", "/Users", body);
    expect(status).toBe(expected);
    expect(said).toMatchObject({ schemas: [errorSchema], status: String(expected) });
    if (expected === 400) expect(said.scimType).toBe("invalidSyntax");
  });

  test("a body above 1 MiB that does not say its length is refused, too", async () => {
    const { token } = await scim.newToken();
    const piece = new TextEncoder().encode("x".repeat(65_536));
    let left = 20;
    const body = new ReadableStream({
      pull: (stream) => (left-- > 0 ? stream.enqueue(piece) : stream.close()),
    });
    const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/scim+json" };
    const response = await fetch(scim.at("/scim/v2/Users"), {
      ...{ method: "POST", headers, body, duplex: "half" },
    } as RequestInit);
    expect(response.status).toBe(413);
  });

  test("a form is refused as another type of media; plain JSON is taken", async () => {
    const form = await scim.ask("POST", "/Users", "a=b", {
      "Content-Type": "application/x-www-form-urlencoded",
    });
    expect(form.status).toBe(415);
    const plain = await scim.ask("POST", "/Users", newUser("7101"), {
      "Content-Type": "application/json; charset=utf-8",
    });
    expect(plain.status).toBe(201);
  });

  test.each([
    ["POST", "/Users/7101", 405],
    ["PUT", "/Users", 405],
    ["DELETE", "/ServiceProviderConfig", 405],
    ["GET", "/Users/.search", 405],
    ["OPTIONS", "/Users", 405],
    ["GET", "/Groups", 404],
    ["POST", "/Bulk", 404],
    ["GET", "/Me", 404],
    ["GET", "/Users/no-id", 404],
    ["GET", "/Users/00000000-0000-4000-8000-000000000000", 404],
    ["GET", "/Schemas/urn:nothing", 404],
    ["GET", "/Users.data", 404],
    ["GET", "/Users?_data=routes%2Fscim.v2.Users", 404],
    ["GET", "/Users?filter=%00", 400],
  ])("%s %s: %i", async (method, path, expected) => {
    const { status, body, headers } = await scim.ask(method, path);
    expect({ status, said: body.status, schemas: body.schemas }).toEqual({
      ...{ status: expected, said: String(expected), schemas: [errorSchema] },
    });
    expect(headers.get("content-type")).toContain("application/scim+json");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    if (expected === 405) expect(headers.get("allow")).toBeTruthy();
  });
});

describe("what is told of itself", () => {
  test("the configuration says what is supported", async () => {
    const { body } = await scim.ask("GET", "/ServiceProviderConfig");
    expect(body).toMatchObject({
      ...{ patch: { supported: true }, bulk: { supported: false }, sort: { supported: false } },
      ...{ etag: { supported: true }, changePassword: { supported: false } },
      filter: { supported: true, maxResults: 200 },
    });
  });

  test("every attribute of an answer stands in the schemas", async () => {
    const { body: types } = await scim.ask("GET", "/ResourceTypes");
    expect(types.Resources.map(({ endpoint }: Body) => endpoint)).toEqual(["/Users"]);
    const { body } = await scim.ask("GET", "/Schemas");
    const { body: one } = await scim.ask("GET", `/Schemas/${enterprise}`);
    expect(one).toEqual(body.Resources[1]);
    const [core, work] = body.Resources.map(({ attributes }: Body) =>
      attributes.map(({ name }: Body) => name),
    );
    const user = (await scim.ask("GET", `/Users/${await scim.idOf("1006")}`)).body;
    const { schemas, id, meta, [enterprise]: employed, ...rest } = user;
    for (const name of Object.keys(rest)) expect(core).toContain(name);
    for (const name of Object.keys(employed)) expect(work).toContain(name);
  });
});

describe("versions", () => {
  test("a reader who has the version gets 304, and a writer who does not 412", async () => {
    const { body } = await scim.ask("POST", "/Users", newUser("7102"));
    const at = `/Users/${body.id}`;
    const { version } = body.meta;
    const known = await scim.ask("GET", at, undefined, { "If-None-Match": version });
    expect({ status: known.status, body: known.body }).toEqual({ status: 304, body: null });
    const rename = (value: string, tag: string) =>
      scim.patch(body.id, [{ op: "replace", path: "title", value }], { "If-Match": tag });
    const changed = await rename("One", version);
    expect(changed.status).toBe(200);
    const stale = await rename("Two", version);
    expect({ status: stale.status, said: stale.body.status }).toEqual({ status: 412, said: "412" });
    expect((await rename("Three", `W/"x", ${changed.body.meta.version}`)).status).toBe(200);
    expect((await rename("Four", "*")).status).toBe(200);
    expect((await scim.ask("DELETE", at, undefined, { "If-Match": version })).status).toBe(412);
    expect((await scim.ask("GET", at, undefined, { "If-None-Match": version })).status).toBe(200);
  });

  test("of two who write the same version at once one is refused", async () => {
    const { body } = await scim.ask("POST", "/Users", newUser("7103"));
    const writes = ["A", "B", "C", "D"].map((value) =>
      scim.patch(body.id, [{ op: "replace", path: "title", value }], {
        "If-Match": body.meta.version,
      }),
    );
    const statuses = (await Promise.all(writes)).map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 412, 412, 412]);
  });

  test("the same person created twice at once is there once", async () => {
    const both = await Promise.all(
      [1, 2, 3].map(() => scim.ask("POST", "/Users", newUser("7104"))),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });
});

test("a write waits while the directory is changed otherwise, and then sees what was changed", async () => {
  const { body } = await scim.ask("POST", "/Users", newUser("7105"));
  const { portal } = scim.city;
  let answered = false;
  let write: Promise<Body> | undefined;
  await portal.db.transaction(async (tx) => {
    await holdDirectory(tx);
    write = scim
      .patch(body.id, [{ op: "replace", path: "title", value: "Late" }], {
        "If-Match": body.meta.version,
      })
      .then((reply) => {
        answered = true;
        return reply;
      });
    await expect
      .poll(async () => {
        const [found] = await scim.city.database.owner`
          select count(*)::int as waiting from pg_locks where locktype = 'advisory' and not granted`;
        return found?.waiting;
      })
      .toBe(1);
    expect(answered).toBe(false);
    await tx.execute(`update people set family_name = 'By hand' where employee_number = '7105'`);
  });
  expect((await write)?.status).toBe(412);
});
