import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "#app/auth/viewer.ts";
import { startMerge } from "#app/people/import/decide-import.ts";
import { importKit } from "#tests/people/import/import-kit.ts";
import { enterprise, newUser, scimPortal } from "./scim-client.ts";

const scim = scimPortal();
let hr: Viewer;
const kit = importKit(scim.city, () => hr);

beforeAll(async () => {
  hr = await scim.city.viewer("1002");
});

test("what provisioning changed since a file was looked at sends Human Resources back to look", async () => {
  const { body } = await scim.ask("POST", "/Users", newUser("7201"));
  const row = { number: "7201", given: "Nora", family: "Example 7201", email: "n7201@example.org" };
  const file = [{ ...row, department: "Finance", position: "Clerk", from: "2026-11-23" }];
  const read = await kit.read([{ ...file[0], number: "7201", position: "Teller" }]);
  expect(read.stage).toBe("ready");
  await scim.patch(body.id, [{ op: "replace", path: `${enterprise}:department`, value: "Fire" }]);
  const merged = await kit.merge(read.number);
  expect(merged).toMatchObject({ stage: "ready" });
  expect(merged.note).toContain("Nora Example 7201 (7201)");
  expect(await kit.merge(read.number)).toMatchObject({ stage: "merged" });
  const { body: after } = await scim.ask("GET", `/Users/${body.id}`);
  expect(after).toMatchObject({ title: "Teller", [enterprise]: { department: "Finance" } });
});

test("a merge and provisioning at the same moment come one after the other, each whole", async () => {
  const ids: string[] = [];
  for (const number of ["7211", "7212", "7213"]) {
    ids.push((await scim.ask("POST", "/Users", newUser(number))).body.id);
  }
  const rows = ["7211", "7212", "7213"].map((number) => ({
    ...{ number, given: "Nora", family: `Example ${number}`, email: `n${number}@example.org` },
    ...{ department: "Finance", position: "Teller", from: "2026-11-23" },
  }));
  const read = await kit.read(rows);
  const started = await startMerge(hr, scim.city.portal, read.number, read.changesDigest ?? "");
  expect(started).toEqual({ merging: read.number });
  const writes = ids.map((id) =>
    scim.patch(id, [{ op: "replace", path: "name.givenName", value: "Nel" }]),
  );
  const [, ...replies] = await Promise.all([scim.city.runJobs(), ...writes]);
  expect(replies.map((reply) => reply?.status)).toEqual([200, 200, 200]);
  // Back to look where provisioning came first, merged where it did not: never half of either.
  const { stage } = await kit.find(read.number);
  const titles = await Promise.all(
    ids.map(async (id) => (await scim.ask("GET", `/Users/${id}`)).body.title),
  );
  expect([
    ["ready", "Clerk"],
    ["merged", "Teller"],
  ]).toContainEqual([stage, titles[0]]);
  expect(new Set(titles).size).toBe(1);
  const names = await scim.city.database.owner`
    select distinct given_name as name from people where employee_number = any(${["7211", "7212", "7213"]})`;
  expect(names.every(({ name }) => name === "Nel" || stage === "merged")).toBe(true);
});
