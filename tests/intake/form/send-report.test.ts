import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { newDraftKey, readDraft, saveDraft } from "#app/intake/draft.ts";
import { findColleagues, readColleagues } from "#app/intake/form/colleagues.ts";
import {
  changeDraft,
  type DraftBody,
  type DraftReport,
  isSent,
  newDraft,
} from "#app/intake/form/draft-report.ts";
import { sendReport } from "#app/intake/form/send-report.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();

const answered = (changes: Partial<DraftReport> = {}): DraftReport => ({
  ...newDraft(),
  about: "yes",
  isUrgent: false,
  kind: "anonymous",
  what: "A lifeguard wrote that the council is a circus.",
  where: { platforms: ["Facebook"], other: "", addresses: [], onChannel: "no" },
  when: { kind: "unknown" },
  who: [],
  recognizable: "",
  rules: [],
  witnesses: "",
  pasted: "",
  ...changes,
});

async function begun(draft: DraftReport) {
  const key = newDraftKey();
  await saveDraft(city.portal, city.portal.db, key, draft);
  return key;
}

const reports = async (draft: DraftReport) =>
  city.portal.db.execute<{ kind: string }>(
    sql`select kind from violation_reports where form_id = ${draft.formId}`,
  );

describe("sending a report", () => {
  test("files it once, and leaves its code and nothing else, however often it is pressed", async () => {
    const draft = answered();
    const key = await begun(draft);
    const sent = await Promise.all([1, 2, 3].map(() => sendReport(city.portal, key)));
    expect([...sent, await sendReport(city.portal, key)]).toEqual([true, true, true, true]);
    expect(await reports(draft)).toEqual([{ kind: "anonymous" }]);
    const left = await readDraft<DraftBody>(city.portal, city.portal.db, key);
    const [code] = await city.portal.db.execute(sql`
      select c.lookup from report_codes c join violation_reports r on r.id = c.report_id
      where r.form_id = ${draft.formId}`);
    expect(left).toEqual({
      sent: true,
      code: { lookup: code?.lookup, secret: expect.any(String) },
    });
  });

  test("keeps the code that an interrupted sending made", async () => {
    const code = { lookup: "ABCD1234", secret: "ABCD1234ABCD1234" };
    const key = await begun(answered({ code }));
    await sendReport(city.portal, key);
    expect(await readDraft<DraftBody>(city.portal, city.portal.db, key)).toEqual({
      ...{ sent: true, code },
    });
  });

  test("files nothing while a question has no answer, or when there is no draft", async () => {
    const { when: _, ...draft } = answered();
    expect(await sendReport(city.portal, await begun(draft))).toBe(false);
    expect(await sendReport(city.portal, newDraftKey())).toBe(false);
    expect(await reports(draft)).toEqual([]);
  });

  test("an answer sent at the same moment does not write over the code", async () => {
    const draft = answered();
    const key = await begun(draft);
    const change = () => changeDraft(city.portal, key, (now) => ({ ...now, witnesses: "More" }));
    await Promise.all([sendReport(city.portal, key), change(), change(), change()]);
    const left = await readDraft<DraftBody>(city.portal, city.portal.db, key);
    expect(left && isSent(left)).toBe(true);
    expect(await changeDraft(city.portal, key, (now) => now)).toEqual(left);
  });
});

test("two answers given at once are both kept", async () => {
  const key = await begun(newDraft());
  await Promise.all([
    changeDraft(city.portal, key, (now) => ({ ...now, what: "This" })),
    changeDraft(city.portal, key, (now) => ({ ...now, witnesses: "Them" })),
  ]);
  const left = await readDraft<DraftBody>(city.portal, city.portal.db, key);
  expect(left).toMatchObject({ what: "This", witnesses: "Them" });
});

test("nothing of a draft can be read in the database", async () => {
  const key = await begun(answered());
  const [row] = await city.database.owner`
    select body::text from report_drafts where id = ${key.id}`;
  expect(Buffer.from(row?.body.slice(2), "hex").toString()).not.toMatch(/lifeguard|circus/);
  const other = { id: key.id, key: newDraftKey().key };
  expect(await readDraft(city.portal, city.portal.db, other)).toBeNull();
});

describe("searching the directory while reporting", () => {
  const found = async (as: string, typed: string) =>
    (await findColleagues(await city.viewer(as), city.portal, typed)).found;

  test("who works here finds who works here by the beginning of a name", async () => {
    expect(await found("1006", "flet")).toEqual([
      {
        ...{ personId: expect.any(String), name: "Jesse Flett" },
        ...{ position: "Lifeguard", department: "Recreation" },
      },
    ]);
    expect(await found("1006", "")).toEqual([]);
    expect(await found("1006", "Peters")).toEqual([]);
  });

  test("an employee number finds nobody: it is half a sign-in", async () => {
    expect(await found("1006", "1009")).toEqual([]);
  });

  test("who does not work here finds nobody, and cannot name anybody by an id", async () => {
    const outside = await city.portal.db.query.people.findFirst({
      where: (row, { eq }) => eq(row.email, "ingrid.vance@example.net"),
    });
    const viewer = { ...(await city.viewer("1006")), personId: outside?.id ?? randomUUID() };
    expect((await findColleagues(viewer, city.portal, "flet")).found).toEqual([]);
    const [jesse] = await found("1006", "flet");
    expect(await readColleagues(viewer, city.portal, [jesse?.personId ?? ""])).toEqual([]);
  });
});
