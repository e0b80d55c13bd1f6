import fc from "fast-check";
import { expect, test } from "vitest";
import { readFilter } from "#app/scim/filter.ts";
import { enterprise, newUser, scimPortal, userSchema } from "./scim-client.ts";

const scim = scimPortal();

test("the fixed people are all found without a filter, and nobody from outside", async () => {
  const { body } = await scim.ask("GET", "/Users");
  const [all] = await scim.city.database
    .owner`select count(*)::int from people where not is_outside`;
  expect(body.totalResults).toBe(all?.count);
  expect(body.schemas).toEqual(["urn:ietf:params:scim:api:messages:2.0:ListResponse"]);
  await scim.ask(
    "POST",
    "/Users",
    newUser("7001", { name: { givenName: "Jo", familyName: "O'Malley" } }),
  );
});

const nora = ["7001"];
// RFC 7644, 3.4.2.2, figure 1 and the examples below table 5, with this portal's people.
test.each([
  ['userName eq "n7001@example.org"', nora],
  ['USERNAME Eq "N7001@EXAMPLE.ORG"', nora],
  [`name.familyName co "O'Malley"`, nora],
  ['userName sw "N7001"', nora],
  [`${userSchema}:userName sw "N7001"`, nora],
  ['userName ew "7001@example.org"', nora],
  ['externalId eq "entra-7001"', nora],
  ['externalId eq "ENTRA-7001"', []],
  ["externalId pr", nora],
  ["not (externalId eq null)", nora],
  ["externalId ne null", nora],
  [`${enterprise}:employeeNumber eq "7001"`, nora],
  [`${enterprise}:department eq "finance" and externalId pr`, nora],
  ['title eq "clerk" and userType eq "Permanent" and externalId pr', nora],
  ['emails co "n7001@" or emails.value co "nobody"', nora],
  ['emails[type eq "work" and value co "n7001@"]', nora],
  ['emails[type eq "work"].value eq "n7001@example.org"', nora],
  ['emails[type eq "home" and value co "n7001@"]', []],
  ['emails[type eq "home"] or ims[type eq "xmpp" and value co "@foo.com"]', []],
  ['externalId pr and (emails co "nobody" or (not (active eq false)))', nora],
  ['externalId pr and active eq "True"', nora],
  ["externalId pr and active ne true", []],
  ['externalId pr and meta.lastModified gt "2011-05-13T04:42:34Z"', nora],
  ['externalId pr and meta.lastModified lt "2011-05-13T04:42:34Z"', []],
  [`externalId pr and schemas eq "${enterprise}"`, nora],
  [`schemas eq "${userSchema}:else"`, []],
  ['nickName eq "Jo"', []],
  ["externalId pr and not (nickName pr)", nora],
  [`${enterprise}:employeeNumber ge "7001"`, nora],
  [`${enterprise}:manager.value pr and externalId pr`, []],
  ['userName eq "say \\"hello\\" (and) or \\u0041"', []],
  ['userName eq "a%_\\\\b"', []],
])("%s", async (filter, found) => {
  expect(await scim.find(filter)).toEqual(found);
});

test("and binds closer than or, and not turns round all it holds", async () => {
  const all = await scim.find("id pr");
  const one = 'externalId pr or name.familyName eq "Kozak" and active eq false';
  expect(await scim.find(one)).toEqual(nora);
  const none = "not (externalId pr or not (externalId pr))";
  expect(await scim.find(none)).toEqual([]);
  const others = await scim.find("not (externalId pr or emails pr)");
  expect(others).toEqual(all.filter((number) => others.includes(number)));
  expect(others).not.toContain("7001");
});

test("an id finds one person, and what is no id nobody", async () => {
  const id = await scim.idOf("1006");
  expect(await scim.find(`id eq "${id}"`)).toEqual(["1006"]);
  expect(await scim.find('id eq "no id"')).toEqual([]);
  expect(await scim.find(`${enterprise}:manager.value eq "${await scim.idOf("1004")}"`)).toContain(
    "1006",
  );
});

test.each([
  ...["userName", "userName eq", "eq", 'userName is "x"', 'userName eq "x', "userName eq x"],
  ...["userName eq 'x'", "(userName pr", "userName pr)", "userName pr and", "and userName pr"],
  ...[
    "userName pr userName pr",
    "not userName pr",
    "emails[type pr",
    "emails[",
    "()",
    ";drop table people",
  ],
  ...[
    "shoeSize eq 3",
    "userName gt 5",
    "active gt true",
    'active eq "perhaps"',
    'urn:a:b:c eq "x"',
  ],
  ...[
    'meta.created gt "yesterday"',
    'userName eq "a\\u0000b"',
    '__proto__ eq "x"',
    "constructor pr",
  ],
  ...['emails[value eq "x" and emails[type pr]]', `userName eq "${"x".repeat(9000)}"`],
  ...["(".repeat(3000), "not (".repeat(500), `${"(".repeat(30)}id pr${")".repeat(30)}`],
  ...[Array.from({ length: 101 }, () => "id pr").join(" or ")],
])("%s is refused as invalidFilter", async (filter) => {
  const { status, body } = await scim.ask("GET", `/Users?filter=${encodeURIComponent(filter)}`);
  // U+0000 in an address is refused before any route.
  expect(status).toBe(400);
  expect(body.scimType).toBe("invalidFilter");
});

test("a filter too long for an address comes by POST to .search", async () => {
  const search = (filter: unknown) =>
    scim.ask("POST", "/Users/.search", {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
      ...{ filter, attributes: ["userName"], startIndex: 1, count: 5 },
    });
  const { body } = await search('externalId eq "entra-7001"');
  expect(body.Resources).toEqual([
    expect.objectContaining({ userName: "n7001@example.org", schemas: [userSchema, enterprise] }),
  ]);
  expect(Object.keys(body.Resources[0]).sort()).toEqual(["id", "schemas", "userName"]);
  expect((await search('userName eq "a\\u0000b"')).body.scimType).toBe("invalidFilter");
  expect((await search({ a: 1 })).body.scimType).toBe("invalidFilter");
});

test("pages follow one another and hold everybody once", async () => {
  const { totalResults } = (await scim.ask("GET", "/Users?count=0")).body;
  const seen: string[] = [];
  for (let startIndex = 1; startIndex <= totalResults; startIndex += 4) {
    const { body } = await scim.ask("GET", `/Users?startIndex=${startIndex}&count=4`);
    expect(body).toMatchObject({ totalResults, startIndex });
    expect(body.itemsPerPage).toBe(body.Resources.length);
    seen.push(...body.Resources.map(({ id }: { id: string }) => id));
  }
  expect(new Set(seen).size).toBe(totalResults);
  expect(seen).toHaveLength(totalResults);
});

test.each([
  ["startIndex=0&count=1", 200],
  ["startIndex=-5&count=-1", 200],
  ["startIndex=999999&count=5", 200],
  ["startIndex=abc", 400],
  ["count=1e9", 400],
  ["count=99999999999999999999", 400],
  ["attributes=userName&excludedAttributes=name", 400],
])("a list asked for with %s", async (query, expected) => {
  const { status, body } = await scim.ask("GET", `/Users?${query}`);
  expect(status).toBe(expected);
  if (status === 400) expect(body.scimType).toBe("invalidValue");
});

test("attributes and excludedAttributes choose what an answer has; id is in every one", async () => {
  const at = `/Users/${await scim.idOf("1006")}`;
  const keys = async (query: string) =>
    Object.keys((await scim.ask("GET", `${at}?${query}`)).body).sort();
  expect(await keys("attributes=userName,NAME.givenName")).toEqual([
    "id",
    "name",
    "schemas",
    "userName",
  ]);
  const { body: some } = await scim.ask(
    "GET",
    `${at}?attributes=name.givenName,${enterprise}:department`,
  );
  expect(some.name).toEqual({ givenName: "Mara" });
  expect(Object.keys(some[enterprise])).toEqual(["department"]);
  const { body: work } = await scim.ask("GET", `${at}?attributes=${enterprise}`);
  expect(Object.keys(work[enterprise]).sort()).toEqual(["department", "employeeNumber", "manager"]);
  const { body: mail } = await scim.ask("GET", `${at}?attributes=emails.value`);
  expect(Object.keys(mail.emails[0])).toEqual(["value"]);
  const without = await keys(`excludedAttributes=name,emails,${enterprise},id,meta`);
  expect(without).not.toContain("name");
  expect(without).not.toContain(enterprise);
  expect(without).toContain("id");
});

test("any text is read as a filter or refused, quickly", () => {
  const pieces = fc.constantFrom(
    ...[
      "userName",
      "eq",
      "and",
      "or",
      "not",
      "(",
      ")",
      "[",
      "]",
      '"x"',
      "pr",
      " ",
      "emails",
      ".value",
      "\\",
      '"',
    ],
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(pieces, { maxLength: 60 }).map((all) => all.join(" ")),
      ),
      (text) => {
        try {
          readFilter(text);
        } catch (problem) {
          expect(problem).toMatchObject({ status: 400, scimType: "invalidFilter" });
        }
      },
    ),
    { numRuns: 500 },
  );
});
