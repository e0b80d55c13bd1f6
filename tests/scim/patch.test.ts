import { expect, test } from "vitest";
import { readPatch } from "#app/scim/patch.ts";
import { readWanted } from "#app/scim/wanted.ts";
import { enterprise, userSchema } from "./scim-client.ts";

const schemas = ["urn:ietf:params:scim:api:messages:2.0:PatchOp"];
const patch = (...Operations: unknown[]) => readPatch({ schemas, Operations }, "old@example.org");
const email = 'emails[type eq "work"].value';

// What Entra ID sends, by its documentation of SCIM provisioning; what Okta sends; RFC 7644, 3.5.2.
test.each([
  ["a capital letter", [{ op: "Replace", path: "title", value: "Lead" }], { title: "Lead" }],
  ["active as a text", [{ op: "Replace", path: "active", value: "False" }], { active: false }],
  ["Okta's ending", [{ op: "replace", value: { active: false } }], { active: false }],
  [
    "an address by filter",
    [{ op: "Replace", path: email, value: "new@example.org" }],
    { email: "new@example.org" },
  ],
  [
    "a department by URN",
    [{ op: "Add", path: `${enterprise}:department`, value: "Fire" }],
    { department: "Fire" },
  ],
  [
    "a manager as a text",
    [{ op: "Add", path: `${enterprise}:manager`, value: "abc" }],
    { manager: "abc" },
  ],
  [
    "a manager as an object",
    [{ op: "add", path: `${enterprise}:manager`, value: { value: "abc" } }],
    { manager: "abc" },
  ],
  [
    "a manager in a list",
    [{ op: "add", path: `${enterprise}:manager`, value: [{ $ref: "x", value: "abc" }] }],
    { manager: "abc" },
  ],
  [
    "a manager by value",
    [{ op: "add", path: `${enterprise}:manager.value`, value: "abc" }],
    { manager: "abc" },
  ],
  ["no manager", [{ op: "Remove", path: `${enterprise}:manager` }], { manager: null }],
  [
    "an empty manager",
    [{ op: "Replace", path: `${enterprise}:manager`, value: "" }],
    { manager: null },
  ],
  [
    "no path and dotted keys",
    [
      {
        op: "Add",
        value: {
          "name.givenName": "A",
          "name.familyName": "B",
          [`${enterprise}:department`]: "Fire",
          [email]: "n@example.org",
        },
      },
    ],
    { givenName: "A", familyName: "B", department: "Fire", email: "n@example.org" },
  ],
  [
    "no path and whole attributes",
    [
      {
        op: "add",
        value: {
          name: { familyName: "B" },
          [enterprise]: { department: "Fire" },
          emails: [
            { value: "h@example.org", type: "home" },
            { value: "w@example.org", type: "work" },
          ],
        },
      },
    ],
    { familyName: "B", department: "Fire", email: "w@example.org" },
  ],
  [
    "the URN of the core schema",
    [{ op: "replace", path: `${userSchema}:name.familyName`, value: "B" }],
    { familyName: "B" },
  ],
  [
    "the whole name",
    [{ op: "replace", path: "name", value: { familyName: "B", formatted: "A B" } }],
    { familyName: "B" },
  ],
  ["no address", [{ op: "remove", path: "emails" }], { email: null }],
  [
    "no address by filter",
    [{ op: "remove", path: 'emails[value eq "OLD@example.org"]' }],
    { email: null },
  ],
  ["no addresses in a list", [{ op: "replace", path: "emails", value: [] }], { email: null }],
  [
    "the primary address",
    [
      {
        op: "replace",
        path: "emails",
        value: [{ value: "a@example.org" }, { value: "b@example.org", primary: true }],
      },
    ],
    { email: "b@example.org" },
  ],
  [
    "a home address, which is not kept",
    [{ op: "add", path: "emails", value: [{ value: "h@example.org", type: "home" }] }],
    {},
  ],
  [
    "attributes that are not kept",
    [
      { op: "Replace", path: "displayName", value: "A" },
      { op: "Add", path: 'phoneNumbers[type eq "mobile"].value', value: "1" },
      { op: "Add", path: 'addresses[type eq "work"].country', value: "CA" },
      { op: "add", path: "preferredLanguage", value: "en" },
    ],
    {},
  ],
  [
    "the last of two",
    [
      { op: "add", path: "title", value: "A" },
      { op: "replace", path: "title", value: "B" },
    ],
    { title: "B" },
  ],
  [
    "a number for a text",
    [{ op: "replace", path: `${enterprise}:employeeNumber`, value: 1006 }],
    { employeeNumber: "1006" },
  ],
])("%s", (_, operations, wanted) => {
  expect(patch(...operations)).toEqual(wanted);
});

test.each([
  ["an unknown path", { op: "replace", path: "shoeSize", value: 3 }, "invalidPath"],
  ["an unknown key without a path", { op: "replace", value: { shoeSize: 3 } }, "invalidPath"],
  ["another schema", { op: "replace", path: "urn:a:b:shoeSize", value: 3 }, "invalidPath"],
  ["an unknown part", { op: "replace", path: "name.nick", value: "x" }, "invalidPath"],
  [
    "an unknown part of an address",
    { op: "replace", path: 'emails[type eq "work"].colour', value: "x" },
    "invalidPath",
  ],
  [
    "a path that is not closed",
    { op: "replace", path: "emails[type eq", value: "x" },
    "invalidPath",
  ],
  ["an empty path", { op: "replace", path: "", value: "x" }, "invalidPath"],
  ["a path that is a number", { op: "replace", path: 3, value: "x" }, "invalidPath"],
  ["the prototype", { op: "replace", path: "__proto__", value: "x" }, "invalidPath"],
  [
    "a filter that is none",
    { op: "replace", path: "emails[type].value", value: "x" },
    "invalidFilter",
  ],
  [
    "a filter that holds of nothing",
    { op: "replace", path: 'emails[type eq "home"].value', value: "x@example.org" },
    "noTarget",
  ],
  ["removing without a path", { op: "remove" }, "noTarget"],
  ["the id", { op: "replace", path: "id", value: "x" }, "mutability"],
  ["meta", { op: "replace", path: "meta.version", value: "x" }, "mutability"],
  ["groups", { op: "add", path: "groups", value: [] }, "mutability"],
  ["a password", { op: "replace", path: "password", value: "secret" }, "mutability"],
  ["an unknown op", { op: "move", path: "title", value: "x" }, "invalidSyntax"],
  ["no op", { path: "title", value: "x" }, "invalidSyntax"],
  ["no operation", "replace", "invalidSyntax"],
  ["no value", { op: "add", path: "title" }, "invalidValue"],
  ["a list without a path", { op: "add", value: [1] }, "invalidValue"],
  ["active as a word", { op: "replace", path: "active", value: "perhaps" }, "invalidValue"],
  ["no active", { op: "remove", path: "active" }, "invalidValue"],
  ["no name", { op: "remove", path: "name" }, "invalidValue"],
  ["U+0000", { op: "replace", path: "title", value: "a\0b" }, "invalidValue"],
  ["half a character", { op: "replace", path: "title", value: "\ud800" }, "invalidValue"],
])("%s is refused as the standard says", (_, operation, scimType) => {
  expect(() => patch(operation)).toThrow(expect.objectContaining({ status: 400, scimType }));
});

test.each([
  [{}],
  [{ schemas }],
  [{ schemas, Operations: [] }],
  [{ schemas, Operations: "x" }],
  [{ Operations: [{ op: "remove", path: "emails" }] }],
  [{ schemas, Operations: Array(101).fill({ op: "remove", path: "emails" }) }],
])("a body that is no PATCH is refused", (body) => {
  expect(() => readPatch(body, null)).toThrow(
    expect.objectContaining({ scimType: "invalidSyntax" }),
  );
});

test("somebody without an address gets one by the filter that Entra ID sends", () => {
  const operation = { op: "Replace", path: email, value: "new@example.org" };
  expect(readPatch({ schemas, Operations: [operation] }, null)).toEqual({
    email: "new@example.org",
  });
});

test("a body's unknown attributes, password and id are left unread", () => {
  const body = {
    ...{ schemas: [userSchema], id: "x", password: "secret", shoeSize: 3, "urn:a:b": { c: 1 } },
    USERNAME: "a@example.org",
  };
  expect(readWanted(body)).toEqual({ userName: "a@example.org" });
  expect(readWanted(JSON.parse('{"__proto__": {"active": false}, "constructor": 1}'))).toEqual({});
});
