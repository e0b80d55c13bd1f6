import { expect, test } from "vitest";
import { addFirstAdministrator } from "#app/auth/first-administrator.ts";
import { asOwner, testDatabase } from "#tests/support/database.ts";
import { addMara, now, today } from "./someone.ts";

const database = testDatabase();

function add(n: number, given: Partial<Parameters<typeof addFirstAdministrator>[1]> = {}) {
  const name = { givenName: "Lena", familyName: "Dubois" };
  const reached = { employeeNumber: null, email: `lena.${n}@example.org`, work: null };
  return addFirstAdministrator(
    asOwner(database.db),
    { ...name, ...reached, ...given },
    { today, now },
  );
}

test("a number or address that is in the directory already is refused, and nothing is kept", async () => {
  const mara = await addMara(database.db);
  const refused = {
    refused: "This employee number or e-mail address stands in the directory already.",
  };
  const work = { department: "Administration", position: "Systems Administrator" };
  expect(await add(1, { email: mara.email.toUpperCase() })).toEqual(refused);
  expect(await add(1, { employeeNumber: mara.handle, work })).toEqual(refused);
  expect(await database.owner`select id from people`).toHaveLength(1);
});

test("of several added at once one becomes the administrator", async () => {
  const answers = await Promise.all(Array.from({ length: 6 }, (_, n) => add(n)));
  expect(answers.filter((answer) => "code" in answer)).toHaveLength(1);
  expect(answers.filter((answer) => "refused" in answer)).toHaveLength(5);
});
