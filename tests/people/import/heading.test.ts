import { expect, test } from "vitest";
import { readHeading } from "#app/people/import/heading.ts";
import { columns } from "./import-kit.ts";

const supervisorAt = columns.indexOf("Supervisor's employee number");

test.each(["Supervisor No", "supervisor_number", "Supervisor No.", "Reports To", "Manager ID"])(
  "the supervisor's number may be called %s",
  (title) => {
    const heading = readHeading(columns.with(supervisorAt, title));
    expect(heading).toMatchObject({ ignored: [] });
    expect(heading).toHaveProperty(["columns", supervisorAt], "supervisor");
  },
);

test("a column that is not recognised is named", () => {
  const heading = readHeading(columns.with(supervisorAt, "Suprevisor"));
  expect(heading).toMatchObject({ ignored: ["Suprevisor"] });
});
