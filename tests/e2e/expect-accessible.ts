import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** Those of the rules that colours decide. */
const ofColours = ["color-contrast", "link-in-text-block"];

/**
 * The page as it stands has no accessibility fault, light or dark, and fits a phone of 320 pixels. `state` says which it
 * is, where its path does not. Axe is a script in the page: without scripts only the width is looked at.
 */
export async function expectAccessible(
  page: Page,
  state = new URL(page.url()).pathname,
): Promise<void> {
  if (test.info().project.use.javaScriptEnabled !== false) {
    // No page has frames: without them axe needs no second page to put its findings together.
    const axe = () => new AxeBuilder({ page }).setLegacyMode(true);
    const light = await axe().withTags(standards).analyze();
    await page.emulateMedia({ colorScheme: "dark" });
    const dark = await axe().withRules(ofColours).analyze();
    await page.emulateMedia({ colorScheme: null });
    const faults = [...light.violations, ...dark.violations];
    expect(faults.map(({ id, nodes }) => `${state}, ${id}: ${nodes[0]?.html}`)).toEqual([]);
  }
  const size = page.viewportSize() ?? { width: 390, height: 844 };
  await page.setViewportSize({ width: 320, height: 700 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, state).toBeLessThanOrEqual(320);
  await page.setViewportSize(size);
}
