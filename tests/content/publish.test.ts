import { beforeAll, describe, expect, it } from "vitest";
import type { FrozenContent } from "#app/content/frozen-version.ts";
import { type Publication, publishVersion, versionDigest } from "#app/content/publish.ts";
import { canonicalJson, sha256Hex } from "#app/ledger/canonical.ts";
import { contentOf } from "#tests/support/content-folder.ts";
import { testDatabase } from "#tests/support/database.ts";

const database = testDatabase();
let content: FrozenContent;
let sourceDigest: string;
/** The first version: effective before it was published, as only a first may be. */
let first: { id: string; number: number; versionDigest: string };

const firstDay = "2020-03-01";
// Still the evening of 14 March in the Town's time zone, six hours behind.
const now = new Date("2026-03-15T03:30:00Z");

const saying = (words: string): FrozenContent => ({
  ...content,
  statement: { ...content.statement, html: `<p>${words}</p>` },
});

function publish(changes: Partial<Publication> = {}) {
  const kind = "substantive";
  const usual = {
    content,
    sourceDigest,
    kind,
    effectiveOn: firstDay,
    publishedBy: null,
    now,
  } as const;
  return database.db.transaction((tx) => publishVersion(tx, { ...usual, ...changes }));
}

beforeAll(async () => {
  ({ content, sourceDigest } = await contentOf());
  const published = await publish();
  if ("refused" in published) throw new Error(published.refused);
  first = published;
});

describe("publishing a version", () => {
  it("keeps the canonical bytes of all that people see, under their digest", async () => {
    const [row] = await database.portal`select * from policy_versions where id = ${first.id}`;
    expect(row).toMatchObject({
      policy: "1.10",
      number: 1,
      kind: "substantive",
      source_digest: sourceDigest,
      version_digest: first.versionDigest,
      content: canonicalJson(content),
    });
    expect(new Date(row?.published_at)).toEqual(now);
    expect(first.versionDigest).toBe(sha256Hex(row?.content));
    expect(first.versionDigest).toBe(versionDigest(content));
    expect(JSON.parse(row?.content)).toEqual(content);
  });

  it("keeps the answer key that the database grades by", async () => {
    const rows = await database.portal`
      select s.track, s.lesson, s.id, s.position, s.choices, s.right_choices, t.position as "at"
      from scenarios s join tracks t on t.version_id = s.version_id and t.id = s.track
      where s.version_id = ${first.id} order by s.position`;
    expect(rows.map(({ track, lesson, id, at }) => [at, track, lesson, id])).toEqual([
      [0, "personal", "be-kind", "rink"],
      [0, "personal", "be-kind", "lost-dog"],
      [0, "personal", "your-own-voice", "reporter"],
      [1, "channels", "the-towns-page", "page-comment"],
    ]);
    expect(rows.map(({ position }) => position)).toEqual([0, 1, 2, 3]);
    expect(rows[1]).toMatchObject({
      choices: ["laugh", "share", "search"],
      right_choices: ["search", "share"],
    });
  });

  it("writes a ledger record that binds both digests", async () => {
    const rows = await database.portal`
      select body from ledger_records where act = 'publish-version' order by recorded_at limit 1`;
    expect(JSON.parse(rows[0]?.body)).toMatchObject({
      by: null,
      at: now.toISOString(),
      facts: {
        policy: "1.10",
        number: 1,
        kind: "substantive",
        effective_on: firstDay,
        source_digest: sourceDigest,
        version_digest: first.versionDigest,
      },
    });
  });

  it("is refused when the same content is published already", async () => {
    const before = await countVersions();
    expect(await publish({ kind: "editorial", effectiveOn: "2026-05-01" })).toEqual({
      refused: "Change the content first: version 1 says exactly this.",
    });
    expect(await countVersions()).toBe(before);
  });

  it("is refused for a later version that would be effective before the Town's day", async () => {
    const before = await countVersions();
    expect(await publish({ content: saying("early"), effectiveOn: "2026-03-13" })).toEqual({
      refused: "Choose 2026-03-14 or later: no version is effective before it is published.",
    });
    expect(await countVersions()).toBe(before);
    const sameDay = await publish({ content: saying("today"), effectiveOn: "2026-03-14" });
    expect(sameDay).toMatchObject({ number: before + 1 });
  });

  it("is refused for a day before that of a version published earlier", async () => {
    const before = await countVersions();
    await publish({ content: saying("to come"), effectiveOn: "2026-03-30" });
    for (const kind of ["editorial", "substantive"] as const) {
      const overtaking = { content: saying("overtaking"), kind, effectiveOn: "2026-03-29" };
      expect(await publish(overtaking)).toEqual({
        refused: `Choose 30 March 2026 or later: version ${before + 1} comes into force on that day, and what it changes is in this version too.`,
      });
    }
    expect(await countVersions()).toBe(before + 1);
  });

  it("is all or nothing", async () => {
    const before = await countVersions();
    const interrupted = database.db.transaction(async (tx) => {
      const effectiveOn = "2026-04-01";
      const rest = { sourceDigest, kind: "editorial", publishedBy: null, now } as const;
      await publishVersion(tx, { content: saying("interrupted"), effectiveOn, ...rest });
      throw new Error("The connection was lost.");
    });
    await expect(interrupted).rejects.toThrow("lost");
    const [left] = await database.portal`
      select (select count(*)::int from policy_versions) as versions,
        (select count(*)::int from tracks) as tracks,
        (select count(*)::int from ledger_records where act = 'publish-version') as records`;
    expect(left).toEqual({ versions: before, tracks: 2 * before, records: before });
  });

  it("gives each version a number of its own when several are published at once", async () => {
    const before = await countVersions();
    const outcomes = await Promise.all(
      ["one", "two", "three", "one"].map((words) =>
        publish({ content: saying(words), effectiveOn: "2026-06-01" }),
      ),
    );
    const numbers = outcomes.flatMap((outcome) => ("number" in outcome ? outcome.number : []));
    expect(numbers.toSorted()).toEqual([before + 1, before + 2, before + 3]);
    expect(outcomes.filter((outcome) => "refused" in outcome)).toHaveLength(1);
  });
});

describe("a published version", () => {
  it.each(["policy_versions", "tracks", "scenarios"])(
    "is never changed, deleted or emptied, not even by the owner: %s",
    async (table) => {
      const { owner, portal } = database;
      for (const change of [
        `update ${table} set ${table === "policy_versions" ? "number = 9" : "position = 9"}`,
        `delete from ${table}`,
        `truncate ${table} cascade`,
      ]) {
        await expect(owner.unsafe(change)).rejects.toThrow("evidence");
        await expect(portal.unsafe(change)).rejects.toThrow("permission denied");
      }
    },
  );

  it("cannot be stored under a digest that is not its own", async () => {
    const insert = database.portal`
      insert into policy_versions (policy, number, kind, effective_on, published_at, source_digest,
        version_digest, content)
      values ('other', 1, 'substantive', '2026-01-01', now(), 'x', ${"0".repeat(64)}, '{}')`;
    await expect(insert).rejects.toThrow("policy_versions_digest_is_of_the_content");
  });
});

async function countVersions(): Promise<number> {
  const [row] = await database.portal`select count(*)::int as count from policy_versions`;
  return row?.count;
}
