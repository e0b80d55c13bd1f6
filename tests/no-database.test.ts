import postgres from "postgres";
import { expect, test } from "vitest";
import { whyNoDatabase } from "#app/no-database.ts";
import { testDatabase } from "./support/database.ts";
import { freePort } from "./support/running-portal.ts";

const database = testDatabase();
const problemOf = (act: PromiseLike<unknown>) =>
  act.then(
    () => null,
    (problem) => problem,
  );

test("a server that is not there, or became a standby since, is away", async () => {
  const nobody = postgres(`postgres://127.0.0.1:${await freePort()}/signpost`, { max: 1 });
  const standby = database.portal.begin("read only", (tx) => tx`delete from throttles`);
  for (const act of [nobody`select`, standby]) {
    const whyNot = whyNoDatabase(new Error("Of a statement", { cause: await problemOf(act) }));
    expect(whyNot).toContain("The database cannot be reached");
  }
});

test("what the database refuses for another reason is a bug, and not told as one that passes", async () => {
  const refused = await problemOf(database.portal`select from nowhere`);
  expect(refused).toMatchObject({ code: "42P01" });
  expect(whyNoDatabase(refused)).toBeNull();
});
