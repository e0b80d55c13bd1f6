import { test as shared } from "./portal.ts";

/** For what changes the fixed people for good: a further fixture of the worker makes a portal of its own. */
export const test = shared.extend<object, { isOwnPortal: boolean }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from here
  isOwnPortal: [async ({}, use) => use(true), { scope: "worker" }],
});
