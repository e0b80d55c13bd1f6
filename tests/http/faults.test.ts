import { chmod, cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadKeys } from "#app/ledger/keys.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "#server/embedded-postgres.ts";
import { projectFolder } from "#server/settings.ts";
import { type RunningPortal, startPortal } from "#tests/support/running-portal.ts";
import { visitor } from "#tests/support/visitor.ts";

const slow = 120_000;

/** A copy of the content with one quote that is not the policy's. */
async function brokenContent(): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), "signpost-content-")), "content");
  await cp(`${projectFolder}/content`, folder, { recursive: true });
  const file = `${folder}/lessons/personal-use/06-step-away.mdx`;
  const text = await readFile(file, "utf8");
  await writeFile(file, text.replace("quote: in a polite manner", "quote: in a rude manner"));
  return folder;
}

describe("with content that has faults", () => {
  test(
    "nothing is published, and the portal says how to find them",
    async () => {
      const start = startPortal({ CONTENT_FOLDER: await brokenContent() });
      await expect(start).rejects.toThrow(/npm run content:check/);
    },
    slow,
  );

  test(
    "a portal with a version in force starts, serves it, and names the fault to HR",
    async () => {
      const before = await startPortal();
      await before.pause();
      const portal = await startPortal({ CONTENT_FOLDER: await brokenContent() }, before);
      try {
        const helen = visitor(portal.url);
        await helen.signIn("1002");
        const policy = await helen.ask("/policy");
        const page = await helen.ask("/hr");
        expect(policy.status).toBe(200);
        expect(page.status).toBe(200);
        expect(page.text).toMatch(/06-step-away\.mdx/);
      } finally {
        await portal.stop();
      }
    },
    slow,
  );
});

describe("with a database of one's own", () => {
  let home: string;
  let database: EmbeddedPostgres;
  let portal: RunningPortal;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "signpost-own-"));
    await chmod(home, 0o711);
    database = await startEmbeddedPostgres(home);
    portal = await startPortal({
      DATABASE_URL: database.portalUrl,
      DATABASE_OWNER_URL: database.ownerUrl,
    });
  }, slow);
  afterAll(async () => {
    await portal.stop();
    await database.stop();
    await rm(home, { recursive: true, force: true });
  });

  test("there are no demo people, on the page or in the database", async () => {
    const { text } = await visitor(portal.url).ask("/sign-in");
    expect(text).not.toMatch(/demo|Mara|northern lights/i);
    await expect(visitor(portal.url).signIn("1006")).rejects.toThrow();
  });

  test("before anything is published, the policy's page says so", async () => {
    const { status, text } = await visitor(portal.url).ask("/policy");
    expect(status).toBe(404);
    expect(text).toContain("No policy is published here yet.");
  });

  test(
    "while the database is away, pages and the health address say so, and both come back",
    async () => {
      await database.stop();
      const page = await visitor(portal.url).ask("/policy");
      const signingIn = await visitor(portal.url).send("/sign-in", { name: "a", password: "b" });
      const health = await visitor(portal.url).ask("/health");
      expect(page.status).toBe(503);
      expect(page.text).toContain("The database cannot be reached");
      expect(signingIn.status).toBe(503);
      expect(health.status).toBe(503);
      expect(JSON.parse(health.text)).toMatchObject({ healthy: false });

      database = await startEmbeddedPostgres(home);
      expect((await visitor(portal.url).ask("/health")).status).toBe(200);
      expect((await visitor(portal.url).ask("/policy")).status).toBe(404);
    },
    slow,
  );
});

test(
  "a key file that is missing is not made anew once the ledger has seals",
  async () => {
    const before = await startPortal();
    await expect
      .poll(
        async () => JSON.parse((await visitor(before.url).ask("/health")).text).ledger.latestSeal,
      )
      .toBeGreaterThan(0);
    await before.pause();
    await rm(`${before.home}/keys`, { recursive: true });
    await expect(startPortal({}, before)).rejects.toThrow(/no ledger keys/);
    await rm(before.home, { recursive: true, force: true });
  },
  slow,
);

test(
  "an environment that is not usable is refused by name",
  async () => {
    await expect(startPortal({ PUBLIC_URL: "training.example.ca" })).rejects.toThrow(/PUBLIC_URL/);
    await expect(startPortal({ DATABASE_URL: "postgres://a/b" })).rejects.toThrow(
      /DATABASE_OWNER_URL/,
    );
  },
  slow,
);

test(
  "the keys of another ledger are refused",
  async () => {
    const before = await startPortal();
    await expect
      .poll(
        async () => JSON.parse((await visitor(before.url).ask("/health")).text).ledger.latestSeal,
      )
      .toBeGreaterThan(0);
    await before.pause();
    await rm(`${before.home}/keys`, { recursive: true });
    await loadKeys(`${before.home}/keys`, { mayCreate: true });
    await expect(startPortal({}, before)).rejects.toThrow(/not those of this ledger/);
    await rm(before.home, { recursive: true, force: true });
  },
  slow,
);
