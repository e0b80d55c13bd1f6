import { expect, test } from "vitest";
import { readConsequences } from "#app/people/import/consequences.ts";
import { testPortal } from "#tests/support/portal.ts";
import { importKit } from "./import-kit.ts";

const city = testPortal();

test("the preview names new departments and counts who starts without e-mail", async () => {
  const hr = await city.viewer("1002");
  const kit = importKit(city, () => hr);
  const { number } = await kit.read([
    { number: "9101", department: "Recreaton", email: "a@example.org" },
    { number: "9102", department: "RECREATON" },
    { number: "9103" },
  ]);
  const found = await readConsequences(hr, city.portal, number);
  expect(found).toMatchObject({ starting: 3, withoutEmail: 2 });
  expect(found.departments.map((name) => name.toLowerCase())).toEqual(["recreaton"]);
  const supervisor = await city.viewer("1004");
  expect(await readConsequences(supervisor, city.portal, number)).toEqual({
    ...{ departments: [], starting: 0, withoutEmail: 0 },
  });
});
