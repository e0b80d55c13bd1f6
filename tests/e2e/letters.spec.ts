import { test } from "./own-portal.ts";
import { expect, signIn } from "./portal.ts";

test.use({ story: "letters" });

test("HR prints two letters, and one opens the set-up page through its QR code as that person", async ({
  page,
  portal,
}) => {
  await signIn(page, "1002", "/hr/letters");
  await page.getByLabel("Department").selectOption("Recreation");
  await page.getByLabel("Only those who never set up a sign-in").uncheck();
  await page.getByRole("button", { name: "Show how many" }).click();
  await expect(page.getByRole("heading", { name: "3 letters" })).toBeVisible();
  await expect(page.getByText("Codes these people were given before stop working.")).toBeVisible();
  await page.getByRole("button", { name: "Make the letters" }).click();
  const letter = page.getByRole("article", { name: "Letter for Jesse Flett" });
  await expect(page.getByRole("article")).toHaveCount(3);
  await expect(letter.getByRole("img", { name: /^QR code that opens/ })).toBeVisible();
  const code = (await letter.getByText(/^(\w{4}-){3}\w{4}$/).textContent()) ?? "";

  await page.context().clearCookies();
  await page.goto(`/set-up?code=${code.replaceAll("-", "")}`);
  expect(page.url()).toBe(`${portal.url}/set-up`);
  await expect(page.getByLabel("Set-up code")).toHaveValue(code);
  await page.getByLabel("New password", { exact: true }).fill("a harbour of quiet geese");
  await page.getByLabel("The same password again").fill("a harbour of quiet geese");
  await page.getByRole("button", { name: "Set the password and sign in" }).click();
  await expect(page.getByRole("heading", { name: "Hello, Jesse" })).toBeVisible();

  await page.goto("/set-up");
  await expect(page.getByLabel("Set-up code")).toHaveValue("");
});

test("on paper each letter is one sheet and nothing else", async ({ page }) => {
  await signIn(page, "1004", "/team/letters?chosen=yes");
  await page.getByRole("button", { name: "Make the letters" }).click();
  const letters = await page.getByRole("article").count();
  expect(letters).toBeGreaterThan(1);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("banner")).toBeHidden();
  const printed = await page.pdf({ format: "Letter" });
  const sheets = printed.toString("latin1").match(/\/Type\s*\/Page\b/g);
  expect(sheets).toHaveLength(letters);
});

test("a supervisor hands a set-up code to somebody of their own", async ({ page }) => {
  await signIn(page, "1004", "/team/1006");
  await page.getByRole("link", { name: "Hand over a set-up code" }).click();
  await page.getByRole("button", { name: "Make the code" }).click();
  await expect(page.getByText(/^(\w{4}-){3}\w{4}$/)).toBeVisible();
});
