import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { demoPassword } from "#server/demo/cast.ts";
import { type RunningPortal, startPortal } from "#tests/support/running-portal.ts";
import { visitor } from "#tests/support/visitor.ts";

let portal: RunningPortal;
beforeAll(async () => {
  portal = await startPortal();
}, 120_000);
afterAll(() => portal.stop());

const someone = () => visitor(portal.url);
async function signedIn(name: string) {
  const who = someone();
  await who.signIn(name);
  return who;
}

describe("signing in", () => {
  test("leads back to where one was, and to no other site", async () => {
    const form = { name: "1006", password: demoPassword };
    const to = async (place: string) =>
      (await someone().send(`/sign-in?to=${encodeURIComponent(place)}`, form)).headers.location;
    expect(await to("/training/step-away?a=b#c")).toBe("/training/step-away?a=b#c");
    for (const place of [
      "//evil.example",
      "/\\evil.example",
      "https://evil.example",
      "/\t/evil.example",
    ]) {
      expect(await to(place)).toBe("/");
    }
  });

  test("sends on somebody who is signed in already", async () => {
    const mara = await signedIn("1006");
    const answer = await mara.ask("/sign-in?to=/training");
    expect([answer.status, answer.headers.location]).toEqual([303, "/training"]);
  });

  test("says to whoever was signed out why they are to sign in again, once, and to nobody else", async () => {
    const said = "You were signed out: the session was ended";
    expect((await someone().ask("/sign-in")).text).not.toContain(said);
    const [here, elsewhere] = [await signedIn("1006"), await signedIn("1006")];
    await here.send("/sign-out", { where: "elsewhere" });
    expect((await elsewhere.ask("/account")).headers.location).toBe("/sign-in?to=%2Faccount");
    expect((await elsewhere.ask("/sign-in?to=%2Faccount")).text).toContain(said);
    expect((await elsewhere.ask("/sign-in?to=%2Faccount")).text).not.toContain(said);
    await here.send("/sign-out", {});
    expect((await here.ask("/sign-in")).text).not.toContain(said);
  });

  test("keeps what was typed, but never the password, and says so in the tab", async () => {
    const { status, text } = await someone().send("/sign-in", {
      name: "2001",
      password: "my own secret",
    });
    expect(status).toBe(400);
    expect(text).toContain("<title>Error: Sign in</title>");
    expect(text).toContain('value="2001"');
    expect(text).not.toContain("my own secret");
  });

  test("too often answers 429 with the seconds to wait, in words and in Retry-After", async () => {
    const form = { name: "2002", password: "a wrong password" };
    for (let n = 0; n < 5; n++) expect((await someone().send("/sign-in", form)).status).toBe(400);
    const { status, headers, text } = await someone().send("/sign-in", form);
    expect(status).toBe(429);
    expect(headers["retry-after"]).toMatch(/^[12]$/);
    expect(text).toContain("Too many tries. Wait");
  });

  test("lists the demo people, each with a button of their own", async () => {
    const { text } = await someone().ask("/sign-in");
    expect(text).toContain(demoPassword);
    expect(text).toContain('name="name" value="1006"');
    expect(text).toContain("new starter: everything due");
  });

  test("as another person ends the session there was", async () => {
    const who = await signedIn("1009");
    const before = (await who.ask("/account")).text;
    await who.signIn("1008");
    expect(before).toContain("Jesse Flett");
    expect((await who.ask("/account")).text).toContain("Priya Raman");
    const jesse = await signedIn("1009");
    expect((await jesse.ask("/account")).text).toContain("signed in here and nowhere else");
  });

  test("of somebody who left is refused like a wrong password", async () => {
    const { status, text } = await someone().send("/sign-in", {
      name: "1013",
      password: demoPassword,
    });
    expect(status).toBe(400);
    expect(text).toContain("Check them and try again");
  });
});

describe("signing out", () => {
  test("here leaves the others signed in, everywhere leaves none, and twice does no harm", async () => {
    const [here, there] = [await signedIn("1005"), await signedIn("1005")];
    expect((await here.send("/sign-out", {})).headers.location).toBe("/sign-out");
    expect((await here.ask("/account")).status).toBe(303);
    expect((await there.ask("/account")).status).toBe(200);
    expect((await here.send("/sign-out", {})).status).toBe(303);
    const again = await signedIn("1005");
    await again.send("/sign-out", { where: "everywhere" });
    expect((await there.ask("/account")).status).toBe(303);
    expect((await someone().ask("/sign-out")).text).toContain("You are signed out");
  });
});

describe("the administrator", () => {
  test("grants a role and revokes it: each time the person is signed out and then sees the change", async () => {
    const [lena, priya] = [await signedIn("1012"), await signedIn("1008")];
    expect((await priya.ask("/hr")).status).toBe(404);
    const granted = await lena.send("/admin/1008", { role: "hr-training" });
    expect(granted.headers.location).toBe("/admin/1008?granted=hr-training");
    expect((await priya.ask("/account")).status).toBe(303);
    await priya.signIn("1008");
    expect((await priya.ask("/hr")).status).toBe(200);
    expect((await lena.ask("/admin/1008/revoke/hr-training")).text).toContain("Revoke the role");
    await lena.send("/admin/1008/revoke/hr-training", {});
    await priya.signIn("1008");
    expect((await priya.ask("/hr")).status).toBe(404);
  });

  test("grants nothing to themselves, nothing twice, nothing that is no role", async () => {
    const lena = await signedIn("1012");
    const refused = async (path: string, form: Record<string, string>) => {
      const { status, text } = await lena.send(path, form);
      expect(text).toContain("There is a problem");
      return status;
    };
    expect(await refused("/admin/1012", { role: "auditor" })).toBe(409);
    expect(await refused("/admin/1002", { role: "hr-training" })).toBe(409);
    expect(await refused("/admin/1002", { role: "king" })).toBe(400);
    expect(await refused("/admin/1002", {})).toBe(400);
  });

  test("the last one stays", async () => {
    const lena = await signedIn("1012");
    const page = await lena.ask("/admin/1012/revoke/administrator");
    expect(page.text).toContain("this is the last one");
    expect(page.text).not.toContain("Revoke the role");
    const { status, text } = await lena.send("/admin/1012/revoke/administrator", {});
    expect(status).toBe(409);
    expect(text).toContain("this is the last one");
    expect((await lena.ask("/admin")).status).toBe(200);
  });

  test("hands over a set-up code, shown once, with which the person sets a password", async () => {
    const lena = await signedIn("1012");
    const asking = { form: randomUUID() };
    const { text } = await lena.send("/admin/1011/set-up-code", asking);
    const code = text.match(/(\w{4}-){3}\w{4}/)?.[0] ?? "";
    expect((await lena.ask("/admin/1011/set-up-code")).text).not.toContain(code);
    const form = { newPassword: "a harbour of quiet geese", again: "a harbour of quiet geese" };
    const chloe = someone();
    const typed = code.toLowerCase().replaceAll("-", " ");
    const { headers } = await chloe.ask(`/set-up?code=${code}`);
    expect(headers.location).toBe("/set-up");
    expect((await chloe.ask("/set-up")).text).toContain(`value="${code}"`);
    const again = await chloe.send("/set-up", { code: typed, ...form, again: "another harbour" });
    expect(again.status).toBe(400);
    expect(again.text).toContain("Enter the same password again");
    expect((await chloe.send("/set-up", { code: typed, ...form })).headers.location).toBe("/");
    expect((await chloe.ask("/account")).text).toContain("Chloe Bird");
    const used = await someone().send("/set-up", { code: typed, ...form });
    expect(used.status).toBe(400);
    expect(used.text).toContain("This code does not work");
  });
});

describe("bad input", () => {
  const long = "a".repeat(100_000);
  const odd = [
    "",
    "\u0000",
    "\u200b",
    "1006\u0000",
    long,
    "' or 1=1 --",
    "%00",
    "\ud7ff\u{10ffff}",
  ];

  test.each(["/sign-in", "/set-up"])("to %s gets a sentence and a 4xx", async (path) => {
    for (const value of odd) {
      const form = { name: value, password: value, code: value, newPassword: value, again: value };
      const { status, text } = await someone().send(path, form);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(text).toMatch(/There is a problem|too long/);
    }
  });

  test("in an address gets a page or a 4xx", async () => {
    const lena = await signedIn("1012");
    for (const value of odd) {
      const typed = encodeURIComponent(value.slice(0, 4000));
      const places = [
        `/admin?q=${typed}`,
        `/admin?after=${typed}`,
        `/admin?before=${typed}`,
        `/admin/${typed}`,
        `/admin/1006/revoke/${typed}`,
        `/admin/${typed}/set-up-code`,
        `/set-up?code=${typed}`,
        `/sign-in?to=${typed}`,
        `/account?done=${typed}`,
      ];
      for (const place of places) expect((await lena.ask(place)).status).toBeLessThan(500);
    }
  });

  test("as a body that is no form, or a field sent twice, is answered in words", async () => {
    const headers = {
      Origin: portal.url,
      "Content-Type": "application/x-www-form-urlencoded",
    };
    for (const body of [
      "",
      "%%%",
      "name=a&name=b&password=c&password=d",
      "name[]=a&password[x]=b",
    ]) {
      const { status, text } = await someone().ask("/sign-in", { headers, body });
      expect(status).toBe(400);
      expect(text).toContain("There is a problem");
    }
  });

  test("in the Cookie header is nobody, and not a fault", async () => {
    for (const cookie of [
      "signpost=%zz",
      "signpost=\u00ff",
      "other=%E0%A4%A",
      "signpost=".padEnd(3000, "a"),
    ]) {
      expect((await someone().ask("/account", { headers: { Cookie: cookie } })).status).toBe(303);
    }
  });
});
