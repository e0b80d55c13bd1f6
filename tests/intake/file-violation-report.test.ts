import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Answers } from "#app/intake/answers.ts";
import { type FiledReport, fileViolationReport } from "#app/intake/file-violation-report.ts";
import { openReport } from "#app/intake/open-report.ts";
import { newReceiptCode } from "#app/intake/receipt-code.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();

const answers: Answers = {
  what: "A lifeguard wrote that the council is a circus.",
  platforms: ["Facebook"],
  addresses: ["https://www.facebook.com/groups/town/posts/1?fbclid=abc"],
  when: { kind: "unknown" },
  subjects: [],
  recognizable: "",
  clauses: ["6.c"],
  witnesses: "",
  pasted: "",
  isUrgent: false,
};

async function file(changes: Partial<FiledReport> & { subjects?: Answers["subjects"] } = {}) {
  const { subjects = [], ...rest } = changes;
  const filed = {
    formId: randomUUID(),
    answers: { ...answers, subjects },
    code: newReceiptCode(),
    kind: "anonymous",
    reporter: null,
    channel: "portal",
    enteredBy: null,
    ...rest,
  } as FiledReport;
  return (await fileViolationReport(city.portal, filed)).number;
}

async function about(number: string) {
  const person = await city.viewer(number);
  return { personId: person.personId, name: `${person.givenName} ${person.familyName}` };
}

async function handlersOf(report: string): Promise<string[]> {
  const all = ["1001", "1002", "1003", "1014"];
  const outside = await city.portal.db.query.people.findFirst({
    where: (row, { eq }) => eq(row.email, "ruth.enns@example.net"),
  });
  const found: string[] = [];
  for (const number of all) {
    if (await openReport(await city.viewer(number), city.portal, report)) found.push(number);
  }
  if (outside && (await openReport({ personId: outside.id }, city.portal, report)))
    found.push("the outside officer");
  return found;
}

describe("who handles a report", () => {
  test("HR, cases, and nobody else", async () => {
    expect(await handlersOf(await file())).toEqual(["1003", "1014"]);
  });

  test("about one of HR: the other", async () => {
    expect(await handlersOf(await file({ subjects: [await about("1003")] }))).toEqual(["1014"]);
  });

  test("about the person above one of HR: the other", async () => {
    expect(await handlersOf(await file({ subjects: [await about("1002")] }))).toEqual(["1014"]);
  });

  test("about all of HR: the city manager", async () => {
    const subjects = [await about("1003"), await about("1014")];
    expect(await handlersOf(await file({ subjects }))).toEqual(["1001"]);
  });

  test("about the city manager: the outside officer, since all others work below", async () => {
    expect(await handlersOf(await file({ subjects: [await about("1001")] }))).toEqual([
      "the outside officer",
    ]);
  });

  test("filed by one of HR: the other, whether they signed in or only gave their name", async () => {
    const { personId } = await about("1014");
    const reporter = { personId, name: "", email: "", phone: "", reach: "" };
    expect(await handlersOf(await file({ kind: "confidential", reporter }))).toEqual(["1003"]);
    const named = { ...reporter, personId: null, name: "joanne  SETTEE" };
    expect(await handlersOf(await file({ kind: "named", reporter: named }))).toEqual(["1003"]);
  });

  test("words that name one of HR, or someone above, route it to another", async () => {
    expect(await handlersOf(await file({ subjects: [{ words: "Tom Baker from HR" }] }))).toEqual([
      "1014",
    ]);
    expect(
      await handlersOf(await file({ subjects: [{ words: "the labour relations advisor" }] })),
    ).toEqual(["1003"]);
  });

  test("a first name or a family name says enough where it says who posted", async () => {
    expect(await handlersOf(await file({ subjects: [{ words: "Joanne from HR" }] }))).toEqual([
      "1003",
    ]);
    expect(await handlersOf(await file({ subjects: [{ words: "mr. BAKER" }] }))).toEqual(["1014"]);
    const above = [{ words: "the boss there, Osei" }];
    expect(await handlersOf(await file({ subjects: above }))).toEqual(["1014"]);
  });

  test("a name anywhere else in the report counts too: in what happened, or in the address of an account", async () => {
    const named = { what: "Joanne Settee of HR posted it." };
    expect(await handlersOf(await file({ answers: { ...answers, ...named } }))).toEqual(["1003"]);
    const address = { addresses: ["https://www.facebook.com/tom.baker.58"] };
    expect(await handlersOf(await file({ answers: { ...answers, ...address } }))).toEqual(["1014"]);
  });

  test("words that name everybody leave it with HR: nobody else would be left", async () => {
    const words = "Tom Baker, Joanne Settee, Sam Whitford and Ruth Enns";
    expect(await handlersOf(await file({ subjects: [{ words }] }))).toEqual(["1003", "1014"]);
  });
});

test("the same form files one report, however often it is sent", async () => {
  const formId = randomUUID();
  const [first, second] = await Promise.all([file({ formId }), file({ formId })]);
  expect(first).toBe(second);
});

test("of an anonymous report neither moment nor ledger record tells when it was filed", async () => {
  const number = await file();
  const [row] = await city.portal.db.execute(sql`
    select filed_at, reporter, reporter_indexes from violation_reports where number = ${number}`);
  expect(row).toEqual({ filed_at: null, reporter: null, reporter_indexes: [] });
  const records = await city.portal.db.execute(
    sql`select body from ledger_records where act = 'file-violation-report' and body like '%anonymous%'`,
  );
  expect(records).toEqual([]);
});
