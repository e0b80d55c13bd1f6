import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningPortal, startPortal } from "#tests/support/running-portal.ts";
import { visitor } from "#tests/support/visitor.ts";

let portal: RunningPortal;
beforeAll(async () => {
  portal = await startPortal();
}, 120_000);
afterAll(() => portal.stop());

/** Nothing that a browser's own form would send in a field. */
const odd = [
  "",
  "\u0000",
  "\u200b\u202e",
  "\ud800",
  "x".repeat(100_000),
  "-1",
  "1e999",
  "99999999999999999999",
  "2021-02-30",
  "'; drop table people; --",
  "<script>alert(1)</script>",
  "../../etc/passwd",
  "__proto__",
  "%00",
  "😀".repeat(500),
];

/** Every form, with the fields it knows, and who may send it. One of them ends the grant of 1002. */
const forms: [string, string | null, string[]][] = [
  ["/sign-in", null, ["name", "password", "to"]],
  ["/set-up", null, ["code", "newPassword", "again"]],
  ["/sign-out", "1008", ["where"]],
  ["/account", "1008", ["presentPassword", "newPassword", "again"]],
  ["/training/who-can-tell", "1007", ["scenario", "attempt", "choice"]],
  ["/acknowledge", "1006", ["digest", "agreed", "typedName", "password"]],
  ["/admin/1006", "1012", ["role", "act"]],
  ["/admin/1002/revoke/hr-training", "1012", ["nothing"]],
  ["/hr/people/1006/set-up-code", "1003", ["form"]],
  ["/hr/versions/publish?index", "1003", ["kind", "effectiveOn"]],
  [
    "/hr/versions/publish/audience?kind=substantive&effectiveOn=2199-01-01",
    "1003",
    ["daysToComplete", "department", "type", "positions", "from", "until"],
  ],
  [
    "/hr/versions/publish/check?kind=substantive&effectiveOn=2199-01-01&daysToComplete=5",
    "1003",
    ["sourceDigest", "versionDigest", "newest", "changesNoRule"],
  ],
  ["/team/1006/set-up-code", "1004", ["form"]],
  ["/hr/letters", "1003", ["form", "person", "department", "fresh"]],
  [
    "/hr/paper/record?person=1009",
    "1003",
    ["sheet", "step", "signedOn", "witness", "lessons", "readOn", "staged", "duty-0", "name-0"],
  ],
];

/** Every page that reads something from its address. */
const pages: [string, string][] = [
  ["1008", "/receipts/ODD"],
  ["1008", "/receipts/ODD.json"],
  ["1008", "/training/ODD"],
  ["1008", "/acknowledge?track=ODD"],
  ["1008", "/policy/ODD/1"],
  ["1008", "/policy/3.51/ODD"],
  ["1008", "/sign-in?to=ODD"],
  ["1008", "/set-up?code=ODD"],
  ["1003", "/hr/people/ODD"],
  ["1003", "/hr/people?q=ODD"],
  ["1003", "/hr/people?place=ODD"],
  ["1003", "/hr/people/1008?on=ODD"],
  ["1003", "/hr/attestations?q=ODD&department=ODD&state=ODD&type=ODD&track=ODD&sort=ODD"],
  ["1003", "/hr/attestations?place=ODD"],
  ["1003", "/hr/attestations.csv?state=ODD"],
  ["1003", "/hr/versions?published=ODD"],
  ["1003", "/hr/versions/difference?from=ODD&to=ODD"],
  ["1003", "/hr/versions/difference?policy=ODD&from=1&to=1"],
  ["1003", "/hr/versions/preview/ODD"],
  ["1003", "/hr/versions/publish?kind=ODD&effectiveOn=ODD"],
  [
    "1003",
    "/hr/versions/publish/check?kind=substantive&effectiveOn=ODD&daysToComplete=ODD&type=ODD",
  ],
  [
    "1003",
    "/hr/versions/publish/check?kind=substantive&effectiveOn=2199-01-01&daysToComplete=5&department=ODD",
  ],
  ["1008", "/policy/ODD"],
  ["1003", "/hr/letters?person=ODD"],
  ["1003", "/hr/letters?department=ODD&fresh=ODD"],
  ["1003", "/hr/paper?q=ODD&person=ODD&after=ODD"],
  ["1003", "/hr/paper/record?person=ODD"],
  ["1003", "/hr/paper/form?person=ODD"],
  ["1003", "/hr/paper/recorded?receipt=ODD"],
  ["1004", "/team?q=ODD&state=ODD&below=ODD"],
  ["1004", "/team/ODD"],
  ["1008", "/receipts/ODD/scan"],
  ["1012", "/admin?q=ODD"],
  ["1012", "/admin/ODD"],
  ["1012", "/admin/1002/revoke/ODD"],
];

const signedIn = async (as: string | null) => {
  const who = visitor(portal.url);
  if (as) await who.signIn(as);
  return who;
};

describe.each(forms)("the form of %s", (address, as, fields) => {
  test("answers anything odd in words, and never with a fault", async () => {
    const who = await signedIn(as);
    for (const value of odd) {
      const { status, text } = await who.send(
        address,
        Object.fromEntries(fields.map((field) => [field, value])),
      );
      expect([value.slice(0, 20), status < 500]).toEqual([value.slice(0, 20), true]);
      expect(text).not.toMatch(/at \w+ \(|node_modules|<script>alert/);
    }
  });
});

test.each(pages)("%s opens %s with anything odd in it, and gets no fault", async (as, address) => {
  const who = await signedIn(as);
  for (const value of odd.filter((each) => each.length < 10_000)) {
    const spelled = encodeURIComponent(value.toWellFormed());
    const { status, text } = await who.ask(address.replaceAll("ODD", spelled));
    expect([value.slice(0, 20), status < 500]).toEqual([value.slice(0, 20), true]);
    expect(text).not.toMatch(/at \w+ \(|node_modules|<script>alert/);
  }
});

test.each(["/%5c", "/%E0%A4%A", "/%ED%A0%80"])("the address %s is no fault", async (address) => {
  expect((await visitor(portal.url).ask(address)).status).toBeLessThan(500);
});

test.each(["/%FF", "/%", "/exchanges/%E0%A4", "/policy?q=%00", "/%00", "//%ff//"])(
  "an address that cannot be read (%s) is refused in words, and the portal lives on",
  async (path) => {
    const status = await new Promise((answered, failed) => {
      const { hostname, port } = new URL(portal.url);
      request({ hostname, port, path }, (response) => {
        response.resume();
        answered(response.statusCode);
      })
        .once("error", failed)
        .end();
    });
    expect(status).toBe(400);
    expect((await fetch(new URL("/policy", portal.url))).status).toBe(200);
  },
);

test("a form with a field in a far place, or with thousands of fields, holds nobody up", async () => {
  const who = visitor(portal.url);
  const headers = {
    Origin: portal.url,
    "Content-Type": "application/x-www-form-urlencoded",
  };
  const far = await who.ask("/sign-in", { body: "name[99999999]=x", headers });
  const many = await who.ask("/sign-in", { body: "name=&".repeat(21_000), headers });
  expect([far.status, many.status]).toEqual([400, 400]);
  expect((await who.ask("/health")).status).toBe(200);
});

test("a large form that is not for its sender is answered, and so is what they ask next", async () => {
  for (const as of ["1006", null]) {
    const who = await signedIn(as);
    const form = { witness: "x".repeat(1_000_000) };
    expect((await who.send("/hr/paper/record?person=1009", form)).status).toBe(as ? 404 : 303);
    expect((await who.ask("/policy")).status).toBe(200);
  }
});

test("a file that is too large is refused in words, to its last byte allowed past the door", async () => {
  const who = await signedIn("1003");
  const file = `%PDF-1.4${"x".repeat(11 * 1024 * 1024 - 1000)}`;
  const part = 'Content-Disposition: form-data; name="file"; filename="a.pdf"';
  const { status, text } = await who.ask("/hr/paper/record?person=1009", {
    body: `--b\r\n${part}\r\nContent-Type: application/pdf\r\n\r\n${file}\r\n--b--\r\n`,
    headers: { Origin: portal.url, "Content-Type": "multipart/form-data; boundary=b" },
  });
  expect(status).toBe(400);
  expect(text).toContain("Choose a scan of at most 10 MB");
});

test("answers of one person at once are kept once, whatever arrives", async () => {
  const dale = await signedIn("1007");
  const { text } = await dale.ask("/training/step-away");
  const choice = /id="book-display-([\w-]+)"[^>]*name="choice"/.exec(text)?.[1] ?? "";
  const form = { scenario: "book-display", attempt: "1", choice };
  const all = await Promise.all(
    Array.from({ length: 10 }, () => dale.send("/training/step-away", form)),
  );
  expect(new Set(all.map(({ status }) => status))).toEqual(new Set([303]));
});
