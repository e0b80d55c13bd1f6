import { expect, test } from "vitest";
import { z } from "zod";
import { line, paragraphs, readForm, secret } from "#app/form.ts";

const person = z.object({
  name: line("Enter a name", 20),
  about: paragraphs("Say something", 50),
  tags: z.array(z.string()).max(2, "Choose two at most"),
  password: secret("Enter your password"),
});

const posted = (body: BodyInit) =>
  readForm(new Request("http://127.0.0.1/", { method: "POST", body }), person);

const good = { name: "Zoé", about: "One\r\ntwo", password: "open sesame" };
const form = (fields: Record<string, string>) => new URLSearchParams(fields);

test("a form is read by the fields the schema names", async () => {
  const fields = new URLSearchParams([
    ...Object.entries({ ...good, name: "  Zoe\u0301 " }),
    ["tags", "a"],
    ["tags", "b"],
    ["other", "ignored"],
  ]);
  expect(await posted(fields)).toEqual({
    value: { name: "Zoé", about: "One\ntwo", tags: ["a", "b"], password: "open sesame" },
  });
});

test("what is refused keeps what was typed, but never a password", async () => {
  expect(await posted(form({ ...good, name: "" }))).toEqual({
    refusal: {
      typed: { name: undefined, about: "One\r\ntwo", tags: [] },
      errors: { name: "Enter a name" },
    },
  });
});

test.each([
  ["a control character", "a\u0007b"],
  ["a null character", "a\u0000b"],
  ["a character of no width", "a\u200bb"],
  ["one that turns the writing round", "a\u202eb"],
  ["half a character", "a\ud800b"],
])("%s is refused in words", async (_, name) => {
  const read = await posted(form({ ...good, name }));
  // A form cannot carry half a character: it arrives as the sign for something unreadable.
  if (name.includes("\ud800")) expect(read).toHaveProperty("value.name", "a\ufffdb");
  else
    expect(read).toHaveProperty("refusal.errors.name", "Remove the characters that cannot be seen");
});

test("too long is refused in words", async () => {
  const read = await posted(form({ ...good, name: "x".repeat(100_000) }));
  expect(read).toHaveProperty("refusal.errors.name", "Write at most 20 characters");
});

test.each([
  "name[99999999]",
  "name.toString",
  "__proto__",
  "__intent__",
  "__state__",
  "tags[200000]",
  "constructor.prototype.polluted",
])("a field named %s means nothing", async (odd) => {
  const read = await posted(form({ ...good, [odd]: '{"type":"validate"}' }));
  expect(read).toHaveProperty("value.name", "Zoé");
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test("a file where text belongs counts as nothing typed", async () => {
  const body = new FormData();
  for (const [name, text] of Object.entries(good)) body.set(name, text);
  body.set("name", new File(["x"], "name.txt"));
  expect(await posted(body)).toHaveProperty("refusal.errors.name", "Enter a name");
});

test("a body that is no form is refused in words", async () => {
  const headers = { "Content-Type": "multipart/form-data; boundary=none" };
  const request = new Request("http://127.0.0.1/", { method: "POST", body: "broken", headers });
  expect(await readForm(request, person)).toHaveProperty("refusal.errors.form");
});
