import { beforeAll, describe, expect, it } from "vitest";
import type { FrozenContent } from "#app/content/frozen-version.ts";
import { publishVersion } from "#app/content/publish.ts";
import {
  allVersions,
  createVersionShelf,
  versionByNumber,
  versionInForce,
} from "#app/content/version.ts";
import { contentOf } from "#tests/support/content-folder.ts";
import { testDatabase } from "#tests/support/database.ts";

const database = testDatabase();
let content: FrozenContent;
const ids: string[] = [];

/** Number, first day, day of publication: each effective after the one before. */
const versions = [
  { effectiveOn: "2020-03-01", now: new Date("2026-01-10T12:00:00Z") },
  { effectiveOn: "2026-03-01", now: new Date("2026-02-10T12:00:00Z") },
  { effectiveOn: "2026-06-01", now: new Date("2026-02-20T12:00:00Z") },
];

beforeAll(async () => {
  const read = await contentOf();
  content = read.content;
  for (const [index, { effectiveOn, now }] of versions.entries()) {
    const words = { title: "Statement", html: `<p>${index + 1}</p>`, text: `${index + 1}` };
    const said = { ...content, statement: words };
    const rest = { sourceDigest: read.sourceDigest, kind: "editorial", publishedBy: null } as const;
    const published = await database.db.transaction((tx) =>
      publishVersion(tx, { content: said, effectiveOn, now, ...rest }),
    );
    if ("refused" in published) throw new Error(published.refused);
    ids.push(published.id);
  }
});

describe("the version in force", () => {
  it("is the one effective last on that day", async () => {
    const numberOn = async (day: string) =>
      (await versionInForce(database.db, day))?.number ?? null;
    expect(await numberOn("2020-02-29")).toBeNull();
    expect(await numberOn("2020-03-01")).toBe(1);
    expect(await numberOn("2026-02-28")).toBe(1);
    expect(await numberOn("2026-03-01")).toBe(2);
    expect(await numberOn("2026-06-01")).toBe(3);
  });

  it("is asked for one policy, or for whichever there is", async () => {
    expect(await versionInForce(database.db, "2026-04-01", "1.10")).toMatchObject({ number: 2 });
    expect(await versionInForce(database.db, "2026-04-01", "9.9")).toBeNull();
  });

  it("changes at midnight in the organization's own time zone", async () => {
    const shelf = createVersionShelf(database.db);
    // Midnight in Regina is 06:00 in Greenwich.
    expect((await shelf.inForce(new Date("2026-06-01T05:59:59Z")))?.number).toBe(2);
    expect((await shelf.inForce(new Date("2026-06-01T06:00:00Z")))?.number).toBe(3);
    expect(await shelf.inForce(new Date("2020-03-01T05:59:59Z"))).toBeNull();
  });
});

describe("a version", () => {
  it("is found by its number, with what was frozen", async () => {
    const shelf = createVersionShelf(database.db);
    const version = await shelf.numbered("1.10", 2);
    expect(version).toMatchObject({ id: ids[1], number: 2, effectiveOn: "2026-03-01" });
    expect(version?.content).toEqual({
      ...content,
      statement: { title: "Statement", html: "<p>2</p>", text: "2" },
    });
    expect(version?.publishedAt).toEqual(versions[1]?.now);
  });

  it("is not found by what is no policy or no number", async () => {
    for (const [policy, number] of [
      ["1.10", 4],
      ["1.10", 0],
      ["1.10", 1.5],
      ["1.10", Number.NaN],
      ["1.10", 1e9],
      ["1.1", 1],
      ["1.10\0", 1],
      ["", 1],
    ] as const) {
      expect(await versionByNumber(database.db, policy, number)).toBeNull();
    }
  });

  it("is listed without its content, the one published last first", async () => {
    const all = await allVersions(database.db);
    expect(all.map(({ number }) => number)).toEqual([3, 2, 1]);
    expect(all.some((version) => "content" in version)).toBe(false);
  });
});

describe("the shelf", () => {
  it("parses a version once", async () => {
    const shelf = createVersionShelf(database.db);
    const [one, same] = await Promise.all([
      shelf.version(ids[0] ?? ""),
      shelf.version(ids[0] ?? ""),
    ]);
    expect(same).toBe(one);
    expect((await shelf.numbered("1.10", 1))?.content).toBe(one.content);
  });

  it("keeps no more versions than it has room for, and those asked for last", async () => {
    const shelf = createVersionShelf(database.db, 2);
    const [first = "", second = "", third = ""] = ids;
    const one = await shelf.version(first);
    const two = await shelf.version(second);
    expect(await shelf.version(first)).toBe(one);
    await shelf.version(third);
    expect(await shelf.version(first)).toBe(one);
    expect(await shelf.version(second)).not.toBe(two);
  });

  it("throws for a version that is none, and finds it once it is there", async () => {
    const shelf = createVersionShelf(database.db);
    const missing = "00000000-0000-4000-8000-000000000000";
    await expect(shelf.version(missing)).rejects.toThrow("There is no policy version");
    await expect(shelf.version(missing)).rejects.toThrow("There is no policy version");
    expect(await shelf.version(ids[0] ?? "")).toMatchObject({ number: 1 });
  });

  it("throws for content that was altered around the database's rules", async () => {
    const [id = ""] = ids;
    const { owner } = database;
    // What an owner of the tables can do, and what the digest is then for.
    await owner.begin(async (tx) => {
      await tx`alter table policy_versions disable trigger policy_versions_never_change`;
      await tx`alter table policy_versions drop constraint policy_versions_digest_is_of_the_content`;
      await tx`update policy_versions set content = replace(content, 'Statement', 'Stalemate')
        where id = ${id}`;
      await tx`alter table policy_versions enable trigger policy_versions_never_change`;
    });
    const shelf = createVersionShelf(database.db);
    await expect(shelf.version(id)).rejects.toThrow("is not what its digest says");
  });
});
