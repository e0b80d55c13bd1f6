import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { openNewCase } from "#app/cases/open-new-case.ts";
import { writeReceiptCode } from "#app/intake/receipt-code.ts";
import { disposeOf } from "#tests/support/cases.ts";
import { httpPortal } from "#tests/support/http-portal.ts";
import { fileReport, subject } from "#tests/support/reports.ts";

const { city, at } = httpPortal();
const gone =
  "Nothing more can be read or written here: this report was kept as long as its rule says";

/** Sends the form of the page that asks for a receipt code. */
const enter = (fields: Record<string, string>) =>
  fetch(at("/report/follow-up"), {
    ...{ method: "POST", redirect: "manual", body: new URLSearchParams(fields) },
    headers: { Origin: city.portal.publicUrl },
  });

test("after disposal the code opens nothing, and a sentence says why; what was typed is given back", async () => {
  const subjects = [await subject(city, "1009")];
  const { report, code } = await fileReport(city.portal, { subjects });
  const typed = writeReceiptCode(code);
  expect((await enter({ code: typed })).status).toBe(303);
  const form = { formId: randomUUID() };
  const opened = await openNewCase(await city.viewer("1003"), city.portal, report.number, form);
  if (!opened || "refused" in opened) throw new Error(opened?.refused);
  await disposeOf(city, opened.number);

  const asked = await enter({ code: typed });
  expect(asked.status).toBe(410);
  expect(asked.headers.get("set-cookie")).toBeNull();
  const page = await asked.text();
  expect(page).toContain(gone);
  expect(page).toContain(`value="${typed}"`);

  const wrote = await enter({ code: typed, words: "I saw another one.", formId: randomUUID() });
  expect(wrote.status).toBe(410);
  expect(await wrote.text()).toContain("I saw another one.");
  const messages = await city.database.owner`
    select from report_messages where report_id = ${report.id}`;
  expect(messages).toHaveLength(0);

  // Whoever only knows the first half learns nothing of it.
  const wrong = await enter({ code: writeReceiptCode({ ...code, secret: "0".repeat(16) }) });
  expect([wrong.status, (await wrong.text()).includes(gone)]).toEqual([400, false]);
});
