import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { multipart, reportSteps } from "#tests/support/report-steps.ts";
import { type RunningPortal, startPortal } from "#tests/support/running-portal.ts";
import { visitor } from "#tests/support/visitor.ts";

let portal: RunningPortal;
beforeAll(async () => {
  portal = await startPortal();
}, 120_000);
afterAll(() => portal.stop());

type Visitor = ReturnType<typeof visitor>;

async function started(): Promise<Visitor> {
  const who = visitor(portal.url);
  expect((await who.send("/report?index", {})).headers.location).toBe("/report/about");
  return who;
}

/** Answers one question as the browser would. */
async function answer(who: Visitor, step: string, fields: Record<string, string>) {
  if (step !== "evidence") return who.send(`/report/${step}`, fields);
  const { body, type } = multipart(fields);
  return who.ask("/report/evidence", {
    body,
    headers: { Origin: portal.url, "Content-Type": type },
  });
}

async function codeOf(who: Visitor) {
  const { text } = await who.ask("/report/receipt");
  return /receipt-code">([0-9A-Z-]{29})</.exec(text)?.[1];
}

test("a later step asked for or sent too early leads to the first question without an answer", async () => {
  const who = await started();
  await answer(who, "about", { about: "yes" });
  for (const step of ["who", "evidence", "contact", "check"]) {
    const { status, headers } = await who.ask(`/report/${step}`);
    expect([step, status, headers.location]).toEqual([step, 303, "/report/danger"]);
  }
  await answer(who, "witnesses", { witnesses: "Everybody" });
  expect((await who.send("/report/check", {})).headers.location).toBe("/report/check");
  expect((await who.ask("/report/receipt")).headers.location).toBe("/report/check");
  expect((await who.ask("/report/check")).headers.location).toBe("/report/danger");
});

test("without a draft every step leads to the start, and nothing can be sent", async () => {
  const who = visitor(portal.url);
  for (const [step] of [...reportSteps, ["contact"], ["check"]] as [string][]) {
    expect((await who.ask(`/report/${step}`)).headers.location).toBe("/report?gone=yes");
  }
  expect((await who.send("/report/check", {})).headers.location).toBe("/report?gone=yes");
  expect((await who.ask("/report/receipt")).headers.location).toBe("/report");
});

test("steps sent twice, with fields the form does not have, and a report sent twice are one report", async () => {
  const who = await started();
  const foreign = { status: "closed", number: "VR-0000-0000", assignee: "1003", formId: "1" };
  for (const [step, fields] of reportSteps) {
    await answer(who, step, { ...fields, ...foreign });
    expect((await answer(who, step, { ...fields, ...foreign })).status).toBe(303);
  }
  const { status, text } = await who.ask("/report/check");
  expect([status, /VR-0000|1003|closed/.test(text)]).toEqual([200, false]);
  const sent = await Promise.all([1, 2, 3].map(() => who.send("/report/check", foreign)));
  expect(sent.map(({ headers }) => headers.location)).toEqual(Array(3).fill("/report/receipt"));
  const code = await codeOf(who);
  expect(code).toBeDefined();
  // The answer got lost, and everything is sent once more.
  for (const [step, fields] of reportSteps) {
    const again = await answer(who, step, fields);
    expect([step, again.headers.location]).toEqual([step, "/report/receipt"]);
  }
  await who.send("/report/check", {});
  expect((await who.ask("/report/delete")).headers.location).toBe("/report/receipt");
  expect((await who.send("/report/delete", {})).headers.location).toBe("/report/receipt");
  expect(await codeOf(who)).toBe(code);
  expect((await who.send("/report/receipt", {})).status).toBe(400);
  expect((await who.send("/report/receipt", { saved: "yes" })).headers.location).toBe(
    "/report/done",
  );
  expect((await who.send("/report/receipt", { saved: "yes" })).headers.location).toBe(
    "/report/done",
  );
  expect((await who.send("/report/check", {})).headers.location).toBe("/report?gone=yes");
});

describe("what happened", () => {
  test.each([
    ["nothing", "", "Write what happened"],
    ["zero-width characters", "\u200b".repeat(50), "Write what happened"],
    ["100,001 characters", "x".repeat(100_001), "Write at most 20,000 characters"],
    ["a character of control", "a\u0000b", "Remove the characters that no keyboard types"],
  ])("is refused in a sentence when it is %s, and kept on the page", async (_, what, sentence) => {
    const who = await started();
    for (const [step, fields] of reportSteps.slice(0, 3)) await answer(who, step, fields);
    const { status, text } = await who.send("/report/what", { what });
    expect([status, text.includes(sentence)]).toEqual([400, true]);
    expect(text).toContain("x".repeat(what.startsWith("x") ? 100_001 : 0));
  });
});

/** Nothing that a browser's own form would send in a field. */
const odd = [
  ..."\u0000 \ud800 -1 2021-02-30 <script>alert(1)</script> __proto__ %00".split(" "),
  ...["\u200b\u202e", "x".repeat(30_000), "😀".repeat(500), "a\nb\n".repeat(500)],
];

test("anything odd in any step is answered in words, and never with a fault", async () => {
  const who = await started();
  for (const [step, fields] of reportSteps) {
    const names = { other: "", addresses: "", on: "", from: "", until: "", words: "", q: "" };
    for (const value of odd) {
      const all = Object.keys({ ...names, ...fields, person: "", remove: "", go: "" });
      for (const go of [value, "back", "search"]) {
        const sent = Object.fromEntries(all.map((name) => [name, name === "go" ? go : value]));
        const { status, text } = await answer(who, step, sent);
        expect([step, value.slice(0, 20), status < 500]).toEqual([step, value.slice(0, 20), true]);
        expect(text).not.toMatch(/at \w+ \(|node_modules|<script>alert/);
      }
    }
    expect((await who.ask(`/report/${step}`)).status).toBeLessThan(500);
    expect((await answer(who, step, fields)).status).toBe(303);
  }
  for (const page of [
    "who?q=%00",
    "who?q=%ED%A0%80",
    "anonymous-now?to=x",
    "call-first?to=//x.y",
  ]) {
    expect((await who.ask(`/report/${page}`)).status).toBeLessThan(500);
  }
});

test.each([
  "signpost-report=x",
  `signpost-report=00000000-0000-4000-8000-000000000000.${"A".repeat(43)}`,
  `signpost-report=------------------------------------.${"A".repeat(43)}`,
])("a cookie that opens nothing is no draft: %s", async (Cookie) => {
  const { status, headers } = await visitor(portal.url).ask("/report/what", {
    headers: { Cookie },
  });
  expect([status, headers.location]).toEqual([303, "/report?gone=yes"]);
});
