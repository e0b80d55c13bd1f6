import { describe, expect, test } from "vitest";
import { readLatestOfLog, readLog } from "#app/administration/log.ts";
import { sealCommitted } from "#app/ledger/seal.ts";
import { byPassword } from "../auth/someone.ts";
import { enterprise, newUser, scimPortal } from "./scim-client.ts";

const scim = scimPortal();

const periods = (id: string) => scim.city.database.owner`
  select d.name as department, e.position, e.type, e.from_on::text as "fromOn", e.until_on::text as "untilOn",
    s.employee_number as supervisor
  from employments e join departments d on d.id = e.department_id left join people s on s.id = e.supervisor_id
  where e.person_id = ${id} and e.superseded_at is null order by e.from_on`;
const jobs = () => scim.city.database.owner`
  select from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
  where t.identifier = 'bring-duties-up-to-date'`;
const records = (id: string) => scim.city.database.owner`
  select act, body::json ->> 'by' as by, body::json -> 'facts' ->> 'provisioning' as token
  from ledger_records where about = ${id} order by recorded_at, id`;

test("somebody created begins today, is in the ledger by the token, and the rules go over assignments", async () => {
  await scim.city.database.owner`delete from graphile_worker._private_jobs`;
  const { status, body, headers } = await scim.ask("POST", "/Users", newUser("7001"));
  expect(status).toBe(201);
  expect(headers.get("content-type")).toBe("application/scim+json; charset=utf-8");
  expect(headers.get("location")).toBe(`http://127.0.0.1:3000/scim/v2/Users/${body.id}`);
  expect(headers.get("etag")).toBe(body.meta.version);
  expect(body).toMatchObject({
    userName: "n7001@example.org",
    externalId: "entra-7001",
    name: { givenName: "Nora", familyName: "Example 7001", formatted: "Nora Example 7001" },
    emails: [{ value: "n7001@example.org", type: "work", primary: true }],
    active: true,
    title: "Clerk",
    userType: "permanent",
    [enterprise]: { employeeNumber: "7001", department: "Finance" },
    meta: { resourceType: "User" },
  });
  expect(body.password).toBeUndefined();
  expect(await periods(body.id)).toEqual([
    {
      ...{ department: "Finance", position: "Clerk", type: "permanent", supervisor: null },
      ...{ fromOn: "2026-11-23", untilOn: null },
    },
  ]);
  expect(await records(body.id)).toEqual(
    ["add-person", "record-employment", "change-person"].map((act) => {
      return { act, by: null, token: "1" };
    }),
  );
  expect(await jobs()).toHaveLength(1);
  await scim.city.runJobs();
  const [duty] = await scim.city.database
    .owner`select from assignments where person_id = ${body.id}`;
  expect(duty).toBeDefined();
});

test("a department that is not known is made, and a user name may be the employee number", async () => {
  const sent = newUser("7002", {
    [enterprise]: { department: "Harbour" },
    userName: "7002",
    emails: [],
  });
  const { status, body } = await scim.ask("POST", "/Users", sent);
  expect(status).toBe(201);
  expect(body.userName).toBe("7002");
  expect(body.emails).toBeUndefined();
  expect(body[enterprise].department).toBe("Harbour");
});

test.each([
  ["no employee number", { [enterprise]: { employeeNumber: undefined } }, "employeeNumber"],
  ["no department", { [enterprise]: { department: undefined } }, "department"],
  ["no title", { title: undefined }, "title"],
  ["no employment type", { userType: undefined }, "userType"],
  ["an unknown employment type", { userType: "Wizard" }, "userType"],
  ["no given name", { name: { familyName: "X" } }, "name.givenName"],
  ["no user name", { userName: undefined }, "userName"],
  ["an unknown manager", { [enterprise]: { manager: { value: "9999" } } }, "manager"],
  [
    "a manager from outside",
    { [enterprise]: { manager: { value: "omar.haddad@example.net" } } },
    "manager",
  ],
  ["U+0000", { title: "Cl\u0000erk" }, "title"],
  ["a value that is too long", { title: "x".repeat(201) }, "title"],
  ["no address but words", { emails: [{ value: "at home" }] }, "emails"],
  ["an object for a text", { title: { a: 1 } }, "title"],
  ["somebody who does not work here", { active: false }, "active"],
])("%s is refused in words, and nothing is stored", async (_, more, word) => {
  const before = await scim.city.database.owner`select count(*) from people`;
  const { status, body } = await scim.ask("POST", "/Users", newUser("7003", more));
  expect({ status, scimType: body.scimType }).toEqual({ status: 400, scimType: "invalidValue" });
  expect(body).toMatchObject({
    schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
    status: "400",
  });
  expect(body.detail).toContain(word);
  expect(await scim.city.database.owner`select count(*) from people`).toEqual(before);
});

test.each([
  ["a number", newUser("1006")],
  ["an address", newUser("7004", { emails: [{ value: "Mara.Sinclair@example.org" }] })],
  ["an address of somebody from outside", newUser("7004", { userName: "omar.haddad@example.net" })],
])("creating who is known by %s is a conflict", async (_, sent) => {
  const mara = await scim.ask("GET", `/Users/${await scim.idOf("1006")}`);
  sent.emails = sent.emails.map((one: { value: string }) =>
    one.value.startsWith("Mara") ? { ...one, value: mara.body.emails[0].value.toUpperCase() } : one,
  );
  const { status, body } = await scim.ask("POST", "/Users", sent);
  expect({ status, scimType: body.scimType }).toEqual({ status: 409, scimType: "uniqueness" });
});

test("creating somebody who left gives them a new period, and never a second identity", async () => {
  const { personId } = await scim.city.viewer("1013");
  const before = await periods(personId);
  const { status, body } = await scim.ask("POST", "/Users", newUser("1013"));
  expect(status).toBe(201);
  expect(body.id).toBe(personId);
  expect(await periods(personId)).toEqual([
    ...before,
    expect.objectContaining({ department: "Finance", fromOn: "2026-11-23", untilOn: null }),
  ]);
});

test("somebody of the directory is found by address or number, and adopted by the first write", async () => {
  expect(await scim.find('userName eq "1007"')).toEqual(["1007"]);
  const { body: found } = await scim.ask("GET", `/Users/${await scim.idOf("1007")}`);
  expect(await scim.find(`userName eq "${found.emails[0].value.toUpperCase()}"`)).toEqual(["1007"]);
  expect(found.externalId).toBeUndefined();
  const adopted = await scim.patch(found.id, [
    { op: "Add", path: "externalId", value: "entra-dale" },
    { op: "Replace", path: "userName", value: "dale.upn@example.org" },
  ]);
  expect(adopted.body).toMatchObject({
    id: found.id,
    externalId: "entra-dale",
    userName: "dale.upn@example.org",
  });
  expect(await scim.find('externalId eq "entra-dale"')).toEqual(["1007"]);
  expect(await scim.find('externalId eq "ENTRA-dale"')).toEqual([]);
  expect(await scim.find('userName eq "Dale.UPN@example.org"')).toEqual(["1007"]);
  expect(await scim.find('userName eq "1007"')).toEqual([]);
});

describe("a change", () => {
  const join = async (number: string, more = {}) => {
    const { body } = await scim.ask("POST", "/Users", newUser(number, more));
    return body;
  };

  test("of department, position or manager ends the period in force and begins a new one today", async () => {
    const id = await scim.idOf("1008");
    const before = await periods(id);
    const ray = await scim.idOf("1004");
    const { status, body } = await scim.patch(id, [
      { op: "Replace", path: `${enterprise}:department`, value: "Parks and Trails" },
      { op: "Replace", path: "title", value: "Lead" },
      { op: "Add", path: `${enterprise}:manager`, value: ray },
    ]);
    expect(status).toBe(200);
    expect(body[enterprise]).toMatchObject({
      department: "Parks and Trails",
      manager: { value: ray },
    });
    const after = await periods(id);
    expect(after).toHaveLength(before.length + 1);
    expect(after.at(-2)).toEqual({ ...before.at(-1), untilOn: "2026-11-22" });
    expect(after.at(-1)).toMatchObject({
      ...{
        department: "Parks and Trails",
        position: "Lead",
        supervisor: "1004",
        fromOn: "2026-11-23",
      },
    });
    const again = await scim.patch(id, [{ op: "replace", path: "title", value: "Lead" }]);
    expect(again.status).toBe(200);
    expect(again.body.meta.version).toBe(body.meta.version);
    expect(await periods(id)).toEqual(after);
  });

  test("of what began today corrects it, and the corrected row stays on record", async () => {
    const { id } = await join("7010");
    await scim.patch(id, [
      { op: "replace", value: { title: "Cashier", [`${enterprise}:department`]: "Fire" } },
    ]);
    expect(await periods(id)).toEqual([
      expect.objectContaining({ department: "Fire", position: "Cashier", fromOn: "2026-11-23" }),
    ]);
    const rows = await scim.city.database.owner`select from employments where person_id = ${id}`;
    expect(rows).toHaveLength(2);
  });

  test("of the employee number is refused; the same one is none", async () => {
    const { id } = await join("7011");
    const path = `${enterprise}:employeeNumber`;
    const other = await scim.patch(id, [{ op: "replace", path, value: "7999" }]);
    expect(other.body).toMatchObject({ status: "400", scimType: "mutability" });
    expect((await scim.patch(id, [{ op: "replace", path, value: "7011" }])).status).toBe(200);
  });

  test("that closes a circle of managers is refused in words", async () => {
    const above = await join("7012");
    const below = await join("7013", { [enterprise]: { manager: { value: above.id } } });
    const { status, body } = await scim.patch(above.id, [
      { op: "Replace", path: "title", value: "Chief" },
      { op: "Replace", path: `${enterprise}:manager`, value: { value: below.id } },
    ]);
    expect({ status, scimType: body.scimType }).toEqual({ status: 400, scimType: "invalidValue" });
    expect(body.detail).toContain("in a circle");
    expect((await scim.ask("GET", `/Users/${above.id}`)).body.title).toBe("Clerk");
  });

  test("to the address or the external id of another is a conflict, and nothing is half done", async () => {
    const one = await join("7014");
    await join("7015");
    const address = await scim.patch(one.id, [
      { op: "replace", path: "title", value: "Chief" },
      { op: "replace", path: 'emails[type eq "work"].value', value: "N7015@example.org" },
    ]);
    const external = await scim.patch(one.id, [
      { op: "replace", path: "externalId", value: "entra-7015" },
    ]);
    const name = await scim.patch(one.id, [
      { op: "replace", path: "userName", value: "n7015@example.org" },
    ]);
    for (const { status, body } of [address, external, name]) {
      expect({ status, scimType: body.scimType }).toEqual({ status: 409, scimType: "uniqueness" });
    }
    expect((await scim.ask("GET", `/Users/${one.id}`)).body).toEqual(one);
  });

  test("by PUT changes what it names and leaves the rest, as a missing column of a file does", async () => {
    const created = await join("7016", { [enterprise]: { manager: { value: "1004" } } });
    const { body } = await scim.ask("PUT", `/Users/${created.id}`, {
      schemas: created.schemas,
      userName: created.userName,
      name: { givenName: "Nora", familyName: "Married" },
      active: true,
    });
    expect(body.name.familyName).toBe("Married");
    expect(body[enterprise]).toEqual(created[enterprise]);
    expect(body.title).toBe("Clerk");
  });

  test("of a user name that is the address takes the address with it", async () => {
    const { id } = await join("7017");
    const { body } = await scim.patch(id, [
      { op: "Replace", path: "userName", value: "new7017@example.org" },
    ]);
    expect(body.emails[0].value).toBe("new7017@example.org");
  });
});

test("the log of administration says by the name of the token who left, came back and moved; nothing of who is new", async () => {
  const { city } = scim;
  const { body } = await scim.ask("POST", "/Users", newUser("7090"));
  const set = (path: string, value: unknown) =>
    scim.patch(body.id, [{ op: "replace", path, value }]);
  await set("active", false);
  await set("active", true);
  await set("title", "Cashier");
  await scim.ask("DELETE", `/Users/${body.id}`);

  const lena = await city.viewer("1012");
  const said = await readLatestOfLog(lena, city.portal, { personId: body.id });

  const who = "Nora Example 7090 (7090)";
  expect(said.map(({ sentence }) => sentence).reverse()).toEqual([
    `The directory service “Entra ID” ended the work of ${who}, who can sign in no more.`,
    `The directory service “Entra ID” had ${who} work here again.`,
    `The directory service “Entra ID” changed what is recorded of the work of ${who}.`,
    `The directory service “Entra ID” ended the work of ${who}, who can sign in no more.`,
    `The directory service “Entra ID” removed ${who} from its list, who can sign in no more; everything recorded stays.`,
  ]);
  const { owner } = city.database;
  while ((await sealCommitted(owner, city.portal.keys, city.portal.now())) > 0);
  const sealed = await readLog(lena, city.portal, { personId: body.id }, { place: null });
  expect(sealed.rows.map(({ sentence }) => sentence)).toEqual(said.map(({ sentence }) => sentence));
});

describe("what ends", () => {
  const leaves = (id: string) => scim.city.database.owner`
    select from_on::text as "fromOn", until_on::text as "untilOn" from leaves
    where person_id = ${id} and superseded_at is null order by from_on`;
  const sessions = (id: string) =>
    scim.city.database.owner`select from sessions where person_id = ${id}`;

  test("active false ends the work yesterday, the sessions at once and a leave with the work", async () => {
    const id = await scim.idOf("1010");
    await scim.city.portal.sessions.start(id, byPassword);
    const { status, body } = await scim.patch(id, [
      { op: "Replace", path: "active", value: "False" },
    ]);
    expect(status).toBe(200);
    expect(body.active).toBe(false);
    expect(body.title).toBeDefined();
    expect((await periods(id)).at(-1)).toMatchObject({ untilOn: "2026-11-22" });
    expect((await leaves(id)).at(-1)?.untilOn).toBe("2026-11-22");
    expect(await sessions(id)).toHaveLength(0);
    expect(await scim.find("active eq false")).toContain("1010");
  });

  test("active true afterwards begins anew with the work they had, for the same person", async () => {
    const id = await scim.idOf("1010");
    const before = await periods(id);
    const { body } = await scim.patch(id, [{ op: "replace", value: { active: true } }]);
    expect(body.active).toBe(true);
    const after = await periods(id);
    expect(after).toEqual([...before, { ...before.at(-1), fromOn: "2026-11-23", untilOn: null }]);
  });

  test("what began today is taken back, and what they were is still told", async () => {
    const { body } = await scim.ask("POST", "/Users", newUser("7020"));
    const ended = await scim.patch(body.id, [{ op: "replace", path: "active", value: false }]);
    expect(ended.body).toMatchObject({ active: false, title: "Clerk" });
    expect(await periods(body.id)).toHaveLength(0);
    const back = await scim.patch(body.id, [{ op: "replace", path: "active", value: true }]);
    expect(back.body).toMatchObject({ active: true, title: "Clerk", userType: "permanent" });
  });

  test("who was deleted is gone for the directory service, and whole in the portal", async () => {
    const id = await scim.idOf("1009");
    const rows = () => scim.city.database.owner`
      select (select count(*)::int from employments where person_id = ${id}) as employments,
        (select count(*)::int from assignments where person_id = ${id}) as assignments,
        (select count(*)::int from people where id = ${id}) as people`;
    const [before] = await rows();
    expect((await scim.ask("DELETE", `/Users/${id}`)).status).toBe(204);
    for (const [method, body] of [["GET"], ["DELETE"], ["PUT", newUser("1009")]] as const) {
      const gone = await scim.ask(method, `/Users/${id}`, body);
      expect({ status: gone.status, said: gone.body.status }).toEqual({ status: 404, said: "404" });
    }
    expect(await scim.find('userName eq "1009"')).toEqual([]);
    const [after] = await rows();
    expect(after).toEqual({ ...before, employments: Number(before?.employments) + 1 });
    const back = await scim.ask("POST", "/Users", newUser("1009"));
    expect({ status: back.status, id: back.body.id }).toEqual({ status: 201, id });
  });

  test("who was deleted is seen again once Human Resources has them work here, also when they leave", async () => {
    const { body } = await scim.ask("POST", "/Users", newUser("7021"));
    await scim.ask("DELETE", `/Users/${body.id}`);
    await scim.city.database.owner`
      insert into employments (person_id, department_id, position, type, from_on, recorded_at)
      select ${body.id}, id, 'Clerk', 'permanent', '2026-11-23', now() from departments limit 1`;
    expect(await scim.find('userName eq "7021"')).toEqual(["7021"]);
    const ended = await scim.patch(body.id, [{ op: "replace", path: "active", value: false }]);
    expect({ status: ended.status, active: ended.body.active }).toEqual({
      status: 200,
      active: false,
    });
    expect((await scim.ask("GET", `/Users/${body.id}`)).status).toBe(200);
  });

  test("nobody from outside is seen, changed or deleted", async () => {
    const { personId } = await scim.city.viewer("omar.haddad@example.net");
    expect((await scim.ask("GET", `/Users/${personId}`)).status).toBe(404);
    expect((await scim.ask("DELETE", `/Users/${personId}`)).status).toBe(404);
    expect(
      (await scim.patch(personId, [{ op: "replace", path: "active", value: false }])).status,
    ).toBe(404);
    expect(await scim.find('emails co "omar.haddad"')).toEqual([]);
  });

  test("the last administrator's work ends as by any end date: access and role end at once", async () => {
    const { body } = await scim.ask("POST", "/Users", newUser("7022"));
    const { personId } = await scim.city.viewer("1012");
    const { owner } = scim.city.database;
    await scim.city.portal.sessions.start(personId, byPassword);
    expect((await scim.ask("DELETE", `/Users/${personId}`)).status).toBe(204);
    expect(await owner`select from sessions where person_id = ${personId}`).toHaveLength(0);
    const held =
      await owner`select from grants where person_id = ${personId} and revoked_at is null`;
    expect(held).toHaveLength(0);
    expect((await scim.ask("GET", `/Users/${body.id}`)).status).toBe(200);
  });
});

test("the person's history says which token changed it", async () => {
  const helen = await scim.city.viewer("1002");
  const { readHistory } = await import("#app/people/history.ts");
  const { employments } = await readHistory(helen, scim.city.portal, await scim.idOf("1008"));
  expect(employments.at(-1)?.recordedBy).toBe("Entra ID (SCIM)");
});
