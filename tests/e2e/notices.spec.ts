import { expect, signIn, test } from "./portal.ts";

test.use({ story: "notices" });

test("HR sees that no mail goes out, finds a notice, reads it, and withdraws it with a reason", async ({
  page,
}) => {
  await signIn(page, "1002");
  await page.getByRole("link", { name: "HR", exact: true }).click();
  await expect(page.getByText("as no mail server is set (SMTP_URL)")).toBeVisible();
  await page.getByRole("link", { name: "Notices", exact: true }).click();
  await expect(page.getByText("this portal has no mail server")).toBeVisible();

  await page.getByLabel("Find a person").fill("kozak");
  await page.getByLabel("Kind").selectOption({ label: "New version, to all staff" });
  await page.getByLabel("State").selectOption({ label: "Waiting" });
  await page.getByRole("button", { name: "Show" }).click();
  const found = page.getByRole("link", { name: "New version, to all staff" });
  // With and without JavaScript share a portal: whoever comes second finds it withdrawn.
  if ((await found.count()) === 0) {
    await page.getByLabel("State").selectOption({ label: "Withdrawn" });
    await page.getByRole("button", { name: "Show" }).click();
    await expect(found).toHaveCount(1);
    return;
  }
  await found.click();
  await page.getByRole("link", { name: "Withdraw" }).click();
  await expect(page.getByText("never goes out")).toBeVisible();
  await page.getByRole("button", { name: "Withdraw" }).click();
  await expect(page).toHaveTitle(/^Error:/);
  await page.getByLabel("Why is it withdrawn?").fill("Told in person");
  await page.getByRole("button", { name: "Withdraw" }).click();

  await expect(page.getByText("Withdraw: done.")).toBeVisible();
  await expect(page.getByText("by Helen Osei: Told in person")).toBeVisible();
});

test("a supervisor finds the slip of somebody without an address, and can tick it", async ({
  page,
}) => {
  await signIn(page, "1008");
  await page.getByRole("link", { name: /slips? to hand over|Slips: nothing/i }).click();
  const slip = page.getByText("For Jesse Flett");
  if ((await slip.count()) > 0) {
    await expect(page.getByText("Hello Jesse,").first()).toBeVisible();
    await page
      .getByRole("button", { name: /Handed over to Jesse Flett: Your training/ })
      .first()
      .click();
    await expect(page.getByText("The slip is noted as handed over.")).toBeVisible();
  }
  await page.goto("/");
  await page.getByRole("link", { name: "Remind my people" }).click();
  await expect(page.getByText("Jesse Flett")).toBeVisible();
});
