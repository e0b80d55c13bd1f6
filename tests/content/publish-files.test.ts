import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { Viewer } from "#app/auth/viewer.ts";
import { readDraft } from "#app/content/draft.ts";
import type { FrozenContent } from "#app/content/frozen-version.ts";
import type { PublicationChoice } from "#app/content/publication-choice.ts";
import { versionDigest } from "#app/content/publish.ts";
import { type Published, publishFiles, type Seen } from "#app/content/publish-files.ts";
import type { ReadContent } from "#app/content/read-content.ts";
import { canonicalJson, sha256Hex } from "#app/ledger/canonical.ts";
import type { Portal } from "#app/portal.ts";
import { projectFolder } from "#server/settings.ts";
import { runCommand } from "#tests/ledger/run-command.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";

const city = testPortal();
const today = "2026-11-23";
/** What the content files hold at the moment: a test writes them by putting something here. */
let files: ReadContent;
let portal: Portal;
let hr: Viewer;
let otherHr: Viewer;

beforeAll(async () => {
  portal = { ...city.portal, contentFiles: async () => files };
  hr = await city.viewer("1002");
  otherHr = await city.viewer("1003");
});

/** The newest version with something changed, as the content files. */
async function write(change: (content: FrozenContent) => void): Promise<Seen> {
  const [newest] = await portal.shelf.all();
  const { content: frozen, number } = await portal.shelf.version(newest?.id ?? "");
  const content = structuredClone(frozen);
  change(content);
  const sourceDigest = sha256Hex(canonicalJson(content.organization) + canonicalJson(content));
  files = { content, sourceDigest };
  return { sourceDigest, versionDigest: versionDigest(content), newest: number };
}

const callOf = (content: FrozenContent, phone: string) => {
  const [contact] = content.organization.contacts;
  if (contact) contact.phone = phone;
};

let calls = 0;
const writeAnything = () => write((content) => callOf(content, `204-555-${1000 + calls++}`));

function publish(
  seen: Seen,
  changes: Partial<PublicationChoice & { changesNoRule: boolean }> = {},
  by = hr,
) {
  const usual = {
    kind: "substantive",
    effectiveOn: today,
    daysToComplete: 21,
    audience: {},
  } as const;
  return publishFiles(by, portal, { ...usual, changesNoRule: false, ...changes, seen });
}

const numberOf = (outcome: object) => (outcome as Published).number;

async function kept() {
  const [row] = await city.database.owner`
    select (select count(*)::int from policy_versions) as versions,
      (select count(*)::int from publications) as publications,
      (select count(*)::int from ledger_records where act = 'publish-version') as records,
      (select count(*)::int from graphile_worker.jobs
        where task_identifier in ('announce-version', 'bring-duties-up-to-date')) as jobs`;
  return row;
}

describe("publishing the content files", () => {
  it("keeps what was chosen, by whom, and asks for notices and assignments in the same transaction", async () => {
    const audience = { departments: ["Public Works"], startedFrom: "2026-01-01" };
    const published = await publish(await writeAnything(), { audience });
    expect(published).toMatchObject({ policy: "3.51", number: 2 });
    const [row] = await city.database.owner`
      select v.id, v.published_by, v.effective_on::text, p.days_to_complete, p.audience
      from policy_versions v join publications p on p.version_id = v.id where v.number = 2`;
    expect(row).toMatchObject({
      published_by: hr.personId,
      effective_on: today,
      days_to_complete: 21,
      audience,
    });
    const jobs = await city.database.owner`
      select j.task_identifier as task, p.payload from graphile_worker.jobs j
      join graphile_worker._private_jobs p on p.id = j.id order by 1`;
    expect(jobs.map(({ task, payload }) => [task, payload])).toEqual([
      ["announce-version", { version: row?.id }],
      ["bring-duties-up-to-date", {}],
    ]);
    const [record] = await city.database.owner`
      select body from ledger_records where act = 'publish-version' order by recorded_at desc limit 1`;
    expect(JSON.parse(record?.body)).toMatchObject({
      by: hr.personId,
      facts: { number: 2, days_to_complete: 21, audience },
    });
  });

  it("is for Human Resources only", async () => {
    const seen = await writeAnything();
    for (const handle of ["1012", "1001", "1004", "1006"]) {
      const by = await city.viewer(handle);
      expect(await publish(seen, {}, by)).toEqual({
        refused: "Ask Human Resources: only they publish a version",
      });
      expect(await readDraft(by, portal)).toBeNull();
    }
  });

  it("publishes nothing but what was on the page", async () => {
    const seen = await writeAnything();
    await writeAnything();
    const before = await kept();
    expect(await publish(seen)).toEqual({
      refused:
        "Read the difference again: the content files were changed after you opened this page",
      isStale: true,
    });
    files = { faults: [{ file: "content/policy/policy.mdx", line: 1, mend: "Write a title." }] };
    expect(await publish(seen)).toMatchObject({ isStale: true });
    expect(await kept()).toEqual(before);
  });

  it("pressed twice, publishes once", async () => {
    const seen = await writeAnything();
    const [one, other] = await Promise.all([publish(seen), publish(seen)]);
    expect(numberOf(one)).toBe(seen.newest + 1);
    expect(other).toEqual(one);
    expect(await publish(seen)).toEqual(one);
    expect((await kept())?.versions).toBe(seen.newest + 1);
  });

  it("of two people at once lets one publish, and tells the other", async () => {
    const seen = await writeAnything();
    const outcomes = await Promise.all([publish(seen, {}, hr), publish(seen, {}, otherHr)]);
    expect(outcomes.filter((outcome) => "number" in outcome)).toHaveLength(1);
    expect(outcomes.filter((outcome) => "refused" in outcome)).toEqual([
      {
        refused: `Read the difference again: version ${seen.newest + 1} was published after you opened this page`,
        isStale: true,
      },
    ]);
  });

  it("refuses a day before today, by the City's own calendar", async () => {
    const seen = await writeAnything();
    // One in the morning of the 24th in Greenwich is still the 23rd here.
    city.at(new Date("2026-11-24T01:00:00Z"));
    expect(await publish(seen, { effectiveOn: "2026-11-22" })).toEqual({
      refused: "Choose 2026-11-23 or later: no version is effective before it is published",
    });
    city.at(aMonday);
  });

  it("knows an editorial version by what it must not change, and records what was confirmed", async () => {
    const editorial = { kind: "editorial" } as const;
    const stated = await write(({ statement }) => {
      statement.html = statement.html.replace("I agree to follow it.", "I will follow it.");
    });
    expect(await publish(stated, editorial)).toEqual({
      refused:
        "Choose substantive, or put the statement back as it was: whoever does not acknowledge again never made the new one",
    });
    const seen = await write(({ policy }) => {
      policy.html = policy.html.replace("in a polite manner", "politely");
    });
    expect(await publish(seen, editorial)).toEqual({
      refused: "Confirm that the differences change no rule, or publish the version as substantive",
    });
    expect(await publish(seen, { ...editorial, changesNoRule: true })).toMatchObject({
      number: seen.newest + 1,
    });
    const [record] = await city.database.owner`
      select body from ledger_records where body like ${`%${seen.versionDigest}%`}`;
    expect(JSON.parse(record?.body).facts).toMatchObject({
      kind: "editorial",
      corrected_clauses: ["6.d"],
      corrected_scenarios: [],
    });
    // What touches no clause, no answer and not the statement needs no word more.
    expect(await publish(await writeAnything(), editorial)).toMatchObject({ policy: "3.51" });
  });

  it("is for the same people and days when it is editorial", async () => {
    const audience = { types: ["seasonal" as const] };
    await publish(await writeAnything(), { audience, daysToComplete: 12 });
    const seen = await writeAnything();
    const published = await publish(seen, { kind: "editorial" });
    expect(await publish(seen, { kind: "editorial" })).toEqual(published);
    const [row] = await city.database.owner`
      select p.days_to_complete, p.audience from publications p
      join policy_versions v on v.id = p.version_id where v.number = ${numberOf(published)}`;
    expect(row).toMatchObject({ days_to_complete: 12, audience });
  });

  it("is refused for what a version says already, whichever it is", async () => {
    const { content } = await portal.shelf.version((await oldest()).id);
    files = { content, sourceDigest: "of the first files, put back" };
    const seen = {
      sourceDigest: "of the first files, put back",
      versionDigest: versionDigest(content),
    };
    const [newest] = await portal.shelf.all();
    expect(await publish({ ...seen, newest: newest?.number ?? 0 })).toEqual({
      refused: "Change the content first: version 1 says exactly this.",
    });
    expect((await readDraft(hr, portal))?.same).toMatchObject({ number: 1 });
  });
});

describe("a version that is to come", () => {
  it("is not overtaken by one published after it", async () => {
    const seen = await writeAnything();
    await publish(seen, { effectiveOn: "2026-12-01" });
    const draft = await writeAnything();
    const refused = `Choose 1 December 2026 or later: version ${seen.newest + 1} comes into force on that day, and what it changes is in this version too`;
    for (const kind of ["editorial", "substantive"] as const) {
      expect(await publish(draft, { kind })).toEqual({ refused });
    }
    expect(await publish(draft, { effectiveOn: "2026-12-01" })).toMatchObject({ policy: "3.51" });
  });
});

describe("the command", () => {
  let folder: string;
  const run = (...flags: string[]) => runCommand("publish-version", flags, { folder, env: env() });
  const env = () => ({
    DATABASE_URL: city.database.portalUrl,
    DATABASE_OWNER_URL: city.database.ownerUrl,
    CONTENT_FOLDER: join(folder, "content"),
  });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "signpost-publish-"));
    await cp(join(projectFolder, "content"), join(folder, "content"), { recursive: true });
    const settings = join(folder, "content/organization.yaml");
    const text = await readFile(settings, "utf8");
    await writeFile(settings, text.replace("phone: null", "phone: 204-555-0199"));
    return () => rm(folder, { recursive: true });
  });

  it("says in words what it cannot read", async () => {
    for (const [flags, words] of [
      [["--days", "0"], "a whole number from 1 to 999"],
      [["--audience", '{"departments":"all"}'], "Write it as JSON"],
      [["--effective", "2001-01-01"], "or later"],
    ] as [string[], string][]) {
      const { status, complained } = await run(...flags);
      expect([flags, status, complained.includes(words)]).toEqual([flags, 1, true]);
    }
  }, 60_000);

  it("leaves nothing when it is killed in the middle, and can be run again", async () => {
    const before = await kept();
    const { owner } = city.database;
    const command = `${projectFolder}/server/commands/publish-version.ts`;
    const child = spawn(process.execPath, [command, "--effective", "2199-01-01"], {
      cwd: projectFolder,
      stdio: "ignore",
      env: { ...process.env, SIGNPOST_HOME: folder, ...env() },
    });
    await owner.begin(async (tx) => {
      // The version is written, its ledger record waits for this lock.
      await tx`lock table ledger_records in share mode`;
      await vi.waitFor(
        async () => {
          const waiting = await owner`
            select from pg_locks where not granted and relation = 'ledger_records'::regclass`;
          expect(waiting).toHaveLength(1);
        },
        { timeout: 15_000, interval: 50 },
      );
      child.kill("SIGKILL");
      await once(child, "exit");
    });
    // Its connection ends, and with it the lock on publications.
    await vi.waitFor(
      async () => {
        const locks = await owner`
          select from pg_locks l join pg_database d on d.oid = l.database
          where d.datname = current_database() and l.locktype = 'advisory'`;
        expect(locks).toHaveLength(0);
      },
      { timeout: 10_000, interval: 50 },
    );
    expect(await kept()).toEqual(before);

    const again = await run(
      "--days",
      "45",
      "--effective",
      "2199-01-01",
      "--audience",
      '{"types":["seasonal"]}',
    );
    expect([again.status, again.complained]).toEqual([0, ""]);
    const number = (before?.versions as number) + 1;
    expect(again.said).toContain(`Published version ${number}`);
    const [row] = await owner`
      select v.published_by, p.days_to_complete, p.audience from policy_versions v
      join publications p on p.version_id = v.id where v.number = ${number}`;
    expect(row).toMatchObject({
      published_by: null,
      days_to_complete: 45,
      audience: { types: ["seasonal"] },
    });
    expect((await kept())?.jobs).toBe((before?.jobs as number) + 1);
  }, 60_000);
});

async function oldest() {
  const first = (await portal.shelf.all()).find(({ number }) => number === 1);
  if (!first) throw new Error("There is no first version.");
  return first;
}
