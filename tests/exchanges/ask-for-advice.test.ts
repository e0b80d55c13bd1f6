import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, test } from "vitest";
import { adviceForm, askedBy } from "#app/exchanges/advice-form.ts";
import { askForAdvice } from "#app/exchanges/ask-for-advice.ts";
import { isScriptOrFile } from "#app/exchanges/exchange-address.ts";
import { readAddressees } from "#app/exchanges/possible-parties.ts";
import { readForm } from "#app/form.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";

const city = testPortal();
afterEach(() => city.at(aMonday));

const filled = {
  ...{ formId: randomUUID(), what: "He called us thieves.", platform: "Facebook" },
  ...{ address: "https://example.org/4711", since: "", isOngoing: "yes" },
};

function read(form: Record<string, string>) {
  const body = new FormData();
  for (const [name, value] of Object.entries({ ...filled, ...form })) body.append(name, value);
  const request = new Request("http://127.0.0.1:3000/advice", { method: "POST", body });
  return readForm(request, adviceForm(["Facebook", "Reddit"]));
}

async function sentences(form: Record<string, string>): Promise<Record<string, string>> {
  const done = await read(form);
  return "refusal" in done ? done.refusal.errors : {};
}

describe("the form refuses in a sentence", () => {
  test.each([
    ["nothing said", { what: " \n " }, { what: "Write what happened" }],
    [
      "a character that cannot be stored",
      { what: "He\u0000llo" },
      { what: "Remove the characters that cannot be seen" },
    ],
    ["a text too long", { what: "a".repeat(10_001) }, { what: "Write at most 10000 characters" }],
    [
      "an address too long",
      { address: "a".repeat(2001) },
      { address: "Write at most 2,000 characters" },
    ],
    [
      "a platform that is not offered",
      { platform: "The moon" },
      { platform: "Choose from the list where it is" },
    ],
    [
      "no word whether it goes on",
      { isOngoing: "" },
      { isOngoing: "Say whether it is still going on" },
    ],
    [
      "an address that is a script",
      { address: "javascript:alert(1)" },
      { address: "Copy the address of the post or group again: this one is a script or a file" },
    ],
  ])("%s", async (_, form, said) => {
    expect(await sentences(form)).toEqual(said);
  });
});

test("only what happened, and whether it goes on, has to be said", async () => {
  const done = await read({ platform: "", address: "", since: "" });
  if (!("value" in done)) throw new Error("It was refused.");
  expect(askedBy(done.value)).toMatchObject({
    isOngoing: true,
    request: { what: "He called us thieves.", platform: "", address: "", since: "" },
    parties: [],
  });
});

test("a place that is not offered is kept in words", async () => {
  const done = await read({ platform: "other" });
  if (!("value" in done)) throw new Error("It was refused.");
  expect(askedBy(done.value).request.platform).toBe("Somewhere else");
});

describe("an address", () => {
  test.each([
    "javascript:alert(1)",
    " JaVaScRiPt : alert(1)",
    "see (javascript:alert(1))",
    "ｊavascript:alert(1)",
    "vbscript:x",
    "data:text/html,x",
    "look: data:text/html;base64,PHNjcmlwdD4=",
    "file:///etc/passwd",
    "blob:https://example.org/1",
    "view-source:https://example.org",
    "content://media/external/images/1",
    "C:\\Users\\mara\\thread.png",
    "\\\\server\\share\\thread.png",
    "/home/mara/thread.png",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "java\u0000script:alert(1)",
    "java\u200bscript:alert(1)",
    "\u0001javascript:alert(1)",
    "java script :alert(1)",
    "data: text/html,<script>alert(1)</script>",
    "data:\ttext/html,x",
    "//host/share",
    "/\\host/share",
    "smb://host/share",
    "smb : //host/share",
    "intent:#Intent;action=android.intent.action.VIEW;end",
    "ms-word:ofe|u|https://example.org/a.docx",
    "mailto:mara@example.org",
  ])("that is a script or a file is refused: %s", (text) => {
    expect(isScriptOrFile(text)).toBe(true);
  });

  test.each([
    "https://example.org/groups/town-talk/4711?file=a&data=b",
    "example.org/home/mara",
    "The group Town Talk, under the post about the arena",
    "@townie on Reddit, r/dauphin",
    "Chat: family and friends. The file: I have none; data: none",
    "Facebook: town talk group",
    "See https://example.org/posts/1",
    "HTTPS://example.org/posts/1",
    "example.org:8080/posts/1",
    "At 10:30 in the group; https://example.org//a",
    "",
  ])("of a post, or in words, is taken: %s", (text) => {
    expect(isScriptOrFile(text)).toBe(false);
  });
});

async function leave(handle: string) {
  await city.database.owner`
    insert into leaves (person_id, from_on, until_on, recorded_at)
    select id, '2026-12-01', '2026-12-04', now() from people where handle = ${handle}`;
}

const handles = (people: { handle: string }[]) => people.map(({ handle }) => handle);

test("the form says to whom it goes, and offers the supervisor first as part of it", async () => {
  const asked = await readAddressees(await city.viewer("1006"), city.portal);
  expect(handles(asked.to)).toEqual(["1004"]);
  expect(handles(asked.instead).sort()).toEqual(["1002", "1003"]);
  expect(handles(asked.possibleParties)[0]).toBe("1004");
  expect(handles(asked.possibleParties).sort()).toEqual(["1002", "1003", "1004"]);
});

test("it can be kept from who is away now, and would read it once they are back", async () => {
  await leave("1004");
  await leave("1002");
  city.at(new Date("2026-12-02T15:00:00Z"));
  const viewer = await city.viewer("1006");
  const asked = await readAddressees(viewer, city.portal);
  expect(handles(asked.to)).toEqual(["1003"]);
  expect(handles(asked.possibleParties).sort()).toEqual(["1002", "1003", "1004"]);

  const form = await read({});
  if (!("value" in form)) throw new Error("It was refused.");
  const request = { ...askedBy(form.value), parties: ["1004"] };
  const done = await askForAdvice(viewer, city.portal, request);
  if ("refused" in done) throw new Error(done.refused);
  city.at(new Date("2026-12-07T15:00:00Z"));
  const rows = await city.database.portal`
    select p.handle from exchanges x, advisers_of(x.id, '2026-12-07') a join people p on p.id = a
    where x.number = ${done.number} order by 1`;
  expect(rows.map(({ handle }) => handle)).toEqual(["1002", "1003"]);
});

test("nobody is kept from it who could not read it anyway", async () => {
  const form = await read({ formId: randomUUID() });
  if (!("value" in form)) throw new Error("It was refused.");
  const request = { ...askedBy(form.value), parties: ["1004", "1012", "1007"] };
  const done = await askForAdvice(await city.viewer("1006"), city.portal, request);
  if ("refused" in done) throw new Error(done.refused);
  const rows = await city.database.owner`
    select p.handle from exchange_parties e join people p on p.id = e.person_id
      join exchanges x on x.id = e.exchange_id where x.number = ${done.number}`;
  expect(rows.map(({ handle }) => handle)).toEqual(["1004"]);
});

test("a form somebody else sent before begins nothing, and says what to do", async () => {
  const form = await read({ formId: randomUUID() });
  if (!("value" in form)) throw new Error("It was refused.");
  await askForAdvice(await city.viewer("1006"), city.portal, askedBy(form.value));
  const again = await askForAdvice(await city.viewer("1005"), city.portal, askedBy(form.value));
  expect(again).toEqual({ refused: "Open this page again, and send the form from there" });
});
