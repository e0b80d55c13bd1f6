import { beforeAll, expect, test } from "vitest";
import { type CaseView, foldViews, readViewsBy, readViewsOfCase } from "#app/cases/case-views.ts";
import { type CaseViewing, noteCaseView } from "#app/cases/note-case-view.ts";
import { openCase } from "#app/cases/open-case.ts";
import { sayCaseView } from "#app/cases/say-case-view.ts";
import { acts, caseUpTo, done, investigator, openTestCase } from "#tests/support/cases.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";

const city = testPortal();
let number: string;
let aboutTom: string;

async function look(as: string, at: string, viewing: CaseViewing, method = "GET") {
  const viewer = await city.viewer(as);
  const kase = await openCase(viewer, city.portal, at);
  if (!kase) throw new Error("It is not there.");
  const request = new Request("http://127.0.0.1/", { method });
  await noteCaseView({ viewer, portal: city.portal, request }, kase, viewing);
}

const minute = (n: number) => city.at(new Date(aMonday.getTime() + n * 60_000));

beforeAll(async () => {
  number = await caseUpTo(city, "investigated");
  aboutTom = await openTestCase(city, { about: "1003", by: "1014" });
  minute(1);
  await look("1003", number, "file");
  minute(2);
  await look(investigator, number, "evidence");
  minute(3);
  await look("1014", number, "file");
  await look("1014", number, "file", "HEAD");
  minute(4);
  await look("1014", aboutTom, "export");
}, 60_000);

const ofCase = async (
  size?: number,
  place: Parameters<typeof readViewsOfCase>[2]["place"] = null,
) => {
  const kase = await openCase(await city.viewer("1003"), city.portal, number);
  if (!kase) throw new Error("It is not there.");
  return readViewsOfCase(city.portal, kase, { place, ...(size ? { size } : {}) });
};

const by = async (as: string, who: string) => {
  const { personId } = await city.viewer(who);
  const page = await readViewsBy(await city.viewer(as), city.portal, personId, { place: null });
  return page.rows.map((row) => [row.number, row.viewing]);
};

test("of a case it reads who saw what and when, the newest first, each time", async () => {
  const { rows } = await ofCase();
  expect(rows.map(({ person, viewing }) => `${person.name} ${sayCaseView(viewing)}`)).toEqual([
    "Joanne Settee opened the case",
    "Ingrid Vance opened evidence",
    "Tom Baker opened the case",
  ]);
  expect(rows[0]?.at).toEqual(new Date(aMonday.getTime() + 180_000));
});

test("a page goes on where the one before ended", async () => {
  const first = await ofCase(2);
  const second = await ofCase(2, first.next);
  const names = [...first.rows, ...second.rows].map(({ person }) => person.name);
  expect(names).toEqual(["Joanne Settee", "Ingrid Vance", "Tom Baker"]);
  expect(second.next).toBeNull();
});

test("of a person it reads only what they saw of the cases that are there for who asks", async () => {
  expect(await by("1014", "1014")).toEqual([
    [aboutTom, "export"],
    [number, "file"],
  ]);
  expect(await by("1003", "1014")).toEqual([[number, "file"]]);
  expect(await by("1001", "1014")).toEqual([]);
  expect(await by("1012", "1014")).toEqual([]);
});

test("who is only awaited as a second person in a case reads nothing of who saw it", async () => {
  const awaited = await openTestCase(city, { about: "1006" });
  await done(city, "1003", awaited, acts.triage("no-action"));
  await look("1003", awaited, "file");
  expect(await openCase(await city.viewer("1001"), city.portal, awaited)).toBeTruthy();
  expect(await by("1001", "1003")).toEqual([]);
  expect(await by("1014", "1003")).toContainEqual([awaited, "file"]);
});

test("what one person saw in one way within a minute is one line", () => {
  const tom = { id: "tom", handle: "1003", name: "Tom Baker" };
  const at = (second: number) => new Date(aMonday.getTime() + second * 1000);
  const file: CaseView = {
    ...{ caseId: "case", number, person: tom, viewing: "evidence", fileId: "a", at: at(70) },
  };
  const said = foldViews([
    file,
    { ...file, fileId: "b", at: at(59) },
    { ...file, fileId: "c", at: at(58) },
    { ...file, person: { ...tom, id: "other" }, at: at(57) },
    { ...file, fileId: "b", at: at(57) },
    { ...file, viewing: "file", fileId: null, at: at(56) },
    { ...file, viewing: "file", fileId: null, at: at(55) },
  ]).map(({ viewing, files, person }) => [person.id, sayCaseView(viewing, undefined, files)]);
  expect(said).toEqual([
    ["tom", "opened evidence"],
    ["tom", "looked at 2 files"],
    ["other", "opened evidence"],
    ["tom", "opened the case"],
  ]);
});
