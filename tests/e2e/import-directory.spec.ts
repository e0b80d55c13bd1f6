import { cells, columns, csv, type Row } from "#tests/people/import/import-kit.ts";
import { expect, signIn, test } from "./portal.ts";

test.use({ story: "import-directory" });

const file = (text: string) => ({
  name: "directory.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(text),
});

test("HR sends a file, mends its faults, looks at what would change, and merges it", async ({
  page,
}, { project }) => {
  // Both projects share a portal: each has people of its own.
  const first = project.name.startsWith("without") ? 8100 : 8200;
  const [ann, ben]: Row[] = [
    { number: `${first}`, given: "Ann", family: `Arden${first}`, position: "Planner" },
    { number: `${first + 1}`, given: "Ben", supervisor: `${first}`, leaveFrom: "2026-01-05" },
  ] as const;
  await signIn(page, "1002", "/hr");
  await page.getByRole("link", { name: "Import the directory" }).click();
  const send = async (text: string) => {
    await page.getByLabel("The file").setInputFiles(file(text));
    await page.getByRole("button", { name: "Read the file" }).click();
  };

  await send(columns.slice(0, 3).join(","));
  await expect(page.getByRole("alert")).toContainText("Add the columns “Department”, “Position”");

  await send(csv([ann, { ...ben, from: "31/12/2025" }]));
  await expect(page.getByRole("heading", { name: "The file has faults", exact: true })).toBeVisible(
    {
      timeout: 30_000,
    },
  );
  await expect(page.getByText("Write 2025-12-31 in place of 31/12/2025")).toBeVisible();
  await page.getByRole("link", { name: "send it again" }).click();

  await send(csv([ann, { ...ben, from: "2025-12-31" }]));
  await expect(page.getByRole("heading", { name: "What would change" })).toBeVisible({
    timeout: 30_000,
  });
  await page.getByRole("link", { name: /^2 people/ }).click();
  await expect(page.getByText(`Arden${first}, Ann`)).toBeVisible();
  await page.getByRole("link", { name: /not in the file/ }).click();
  await page.getByRole("button", { name: "Those ticked leave" }).click();
  await expect(page.getByRole("alert")).toContainText("Tick the people it is about");
  await page.getByLabel(/^Kozak, Dale/).check();
  await page.getByLabel("Last day of work of those who leave").fill("2099-12-31");
  await page.getByRole("button", { name: "Those ticked leave" }).click();
  await expect(page.getByText("leaves: last day 31 December 2099")).toBeVisible();
  await page.getByLabel(/^Kozak, Dale/).check();
  await page.getByRole("button", { name: "Those ticked stay" }).click();

  await page.getByRole("button", { name: "Merge the file" }).click();
  await expect(page.getByText("The directory is as the file says")).toBeVisible({
    timeout: 30_000,
  });
  await page.goto(`/hr/people/${first + 1}`);
  await expect(page.getByText("Labourer, Public Works, permanent")).toBeVisible();
  expect(cells(ben)).toHaveLength(columns.length);
});

test("HR is told of numbers that lost their zeros, above the lists", async ({ page }, {
  project,
}) => {
  const number = project.name.startsWith("without") ? "8401" : "8402";
  await signIn(page, "1002");
  const send = async (row: Row) => {
    await page.goto("/hr/people/import");
    await page.getByLabel("The file").setInputFiles(file(csv([row])));
    await page.getByRole("button", { name: "Read the file" }).click();
    await expect(page.getByRole("heading", { name: "What would change" })).toBeVisible({
      timeout: 30_000,
    });
  };
  await send({ number: `00${number}`, given: "Zora", family: "Nulik" });
  await page.getByRole("button", { name: "Merge the file" }).click();
  await expect(page.getByText("The directory is as the file says")).toBeVisible({
    timeout: 30_000,
  });
  await send({ number, given: "Zora", family: "Nulik" });
  await expect(page.getByText("One number looks as if it lost zeros")).toBeVisible();
  await expect(
    page.getByText(`${number} is new, and 00${number} is absent: Zora Nulik`),
  ).toBeVisible();
  await expect(page.getByText("format the column “Employee number” as text")).toBeVisible();
  await page.getByRole("button", { name: "Discard it" }).click();
  await expect(page.getByRole("heading", { name: "The file is discarded" })).toBeVisible();
});

test("HR corrects one person by form, and every change stays in the file", async ({ page }, {
  project,
}) => {
  const number = project.name.startsWith("without") ? "8301" : "8302";
  await signIn(page, "1002", "/hr/people/new");
  await page.getByLabel("Employee number", { exact: true }).fill(number);
  await page.getByLabel("Given name").fill("Cleo");
  await page.getByLabel("Family name").fill("Dahl");
  await page.getByLabel("First day").fill("2025-01-06");
  await page.getByLabel("Department").fill("Library");
  await page.getByRole("button", { name: "Add the person" }).click();
  await expect(page.getByRole("alert")).toContainText("Enter the position");
  await page.getByLabel("Position").fill("Clerk");
  await page.getByLabel("Employment type").selectOption("casual");
  await page.getByRole("button", { name: "Add the person" }).click();

  await page.getByRole("link", { name: "Change work from a day" }).click();
  await page.getByLabel("From which day?").fill("2025-06-02");
  await page.getByLabel("Position").fill("Librarian");
  await page.getByLabel("Supervisor’s employee number").fill("nobody");
  await page.getByRole("button", { name: "Record the work" }).click();
  await expect(page.getByRole("alert")).toContainText("Write the number of somebody");
  await expect(page.getByLabel("Position")).toHaveValue("Librarian");
  await page.getByLabel("Supervisor’s employee number").fill("1008");
  await page.getByRole("button", { name: "Record the work" }).click();
  await expect(page.getByText("Librarian, Library, casual")).toBeVisible();

  await page.getByRole("link", { name: "Add a leave" }).click();
  await page.getByLabel("First day").fill("2025-07-01");
  await page.getByRole("button", { name: "Record the leave" }).click();
  await page.getByRole("link", { name: "Correct the one from 2025-07-01" }).click();
  await page.getByLabel("Last day").fill("2025-07-31");
  await page.getByRole("button", { name: "Correct it" }).click();
  await expect(page.getByText("1 July 2025 to 31 July 2025")).toBeVisible();

  await page.getByRole("link", { name: "Record the last day" }).click();
  await page.getByLabel("Last day").fill("2025-08-29");
  await page.getByRole("button", { name: "Record the last day" }).click();
  await expect(page.getByText("left 29 August 2025")).toBeVisible();
  await expect(page.getByText("Nobody is ever deleted")).toBeVisible();
});
