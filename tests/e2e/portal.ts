import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, expect, type Page } from "@playwright/test";
import { demoPassword } from "#server/demo/cast.ts";
import { projectFolder } from "#server/settings.ts";

export { expect };

/** A real portal on an embedded database of its own, with the demo people, for the tests of one worker. */
export type RunningPortal = { url: string; home: string };

export const test = base.extend<
  { signInAs: (name: string) => Promise<void> },
  { portal: RunningPortal }
>({
  portal: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from here
    async ({}, use) => {
      const home = await mkdtemp(join(tmpdir(), "signpost-e2e-"));
      const { server, url } = await startServer(home);
      await use({ url, home });
      server.kill("SIGTERM");
      if (server.exitCode === null) await once(server, "exit");
      await rm(home, { recursive: true, force: true });
    },
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: async ({ portal }, use) => {
    await use(portal.url);
  },
  signInAs: async ({ page }, use) => {
    await use((name) => signIn(page, name));
  },
});

/** Signs in through the form, as a person does. `name` is an e-mail address or an employee number. */
export async function signIn(page: Page, name: string, password = demoPassword): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address or employee number").fill(name);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Starts the portal the way `npm start` does; answers when it serves. */
export async function startServer(
  home: string,
  env: Record<string, string> = {},
): Promise<{ server: ChildProcess; url: string }> {
  const port = await freePort();
  const server = spawn(process.execPath, [join(projectFolder, "server/start.ts")], {
    env: {
      ...(process.env as Record<string, string>),
      NODE_ENV: "production",
      SIGNPOST_HOME: home,
      PORT: String(port),
      LOG_LEVEL: "warn",
      ...env,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  for await (const chunk of server.stdout ?? []) {
    said += chunk;
    if (said.includes("Signpost is open at")) {
      server.stdout?.resume();
      return { server, url: `http://127.0.0.1:${port}` };
    }
  }
  throw new Error(`The portal did not start. It said: ${said}`);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  return typeof address === "object" && address ? address.port : 0;
}
