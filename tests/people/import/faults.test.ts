import { beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "#app/auth/viewer.ts";
import { findCircles } from "#app/people/import/circles.ts";
import { readDayCell } from "#app/people/import/day-cell.ts";
import { discardImport } from "#app/people/import/decide-import.ts";
import { faultsAsCsv } from "#app/people/import/faults-csv.ts";
import { readOrGiveUp } from "#app/people/import/read-or-give-up.ts";
import { hire } from "#tests/support/directory.ts";
import { testPortal } from "#tests/support/portal.ts";
import { cells, columns, csv, importKit, type Row } from "./import-kit.ts";

const city = testPortal();
let hr: Viewer;
const kit = importKit(city, () => hr);

beforeAll(async () => {
  hr = await city.viewer("1002");
});

const utf8 = (text: string) => new TextEncoder().encode(text);
const people: Row[] = [
  { number: "3001", given: "Zoë", family: "O'Brien; Jr", email: "zoe@example.org" },
  { number: "3002", supervisor: "3001" },
];

describe("a file is read", () => {
  test.each([
    ["with commas", csv(people)],
    ["with semicolons", csv(people, { delimiter: ";" })],
    ["with tabs", csv(people, { delimiter: "\t" })],
    ["with a byte order mark", `\uFEFF${csv(people)}`],
    ["with line feeds alone", csv(people).replaceAll("\r\n", "\n")],
    ["with empty rows between", csv(people).replace("\r\n", "\r\n\r\n,,,\r\n")],
    [
      "with columns of other names, case and spelling",
      csv(people, {
        titles: [
          ...["EMPLOYEE_ID", "first name", "Surname", "E-Mail Address", "dept", "Job Title"],
          ...["Type", "Reports to", "Hire Date", "Termination date", "Leave start", "leave  END"],
        ],
      }),
    ],
  ])("%s", async (_, file) => {
    const found = await kit.read(file);
    expect(await kit.faults(found.number)).toEqual([]);
    expect(found.counts).toMatchObject({ rows: 2, new: 2 });
    expect(await kit.changes(found.number, "new")).toMatchObject([
      { number: "3002", givenName: "Alex" },
      { number: "3001", givenName: "Zoë", familyName: "O'Brien; Jr" },
    ]);
  });

  test("in pieces that cut a letter in two", async () => {
    const many = Array.from({ length: 9000 }, (_, n): Row => {
      const number = String(50_000 + n);
      return { number, given: "Éloïse", family: `Lépine ${n}`, supervisor: n > 0 ? "50000" : "" };
    });
    const found = await kit.read(many);
    expect(found).toMatchObject({ stage: "ready", rowsRead: 9000, counts: { new: 9000 } });
    const odd = await city.database.owner`
      select from directory_import_rows where import = ${found.number} and given_name <> 'Éloïse'`;
    expect(odd).toHaveLength(0);
  });
});

describe("a file is refused at once, and nothing of it is kept", () => {
  const utf16 = Buffer.from(`\uFEFF${csv(people)}`, "utf16le");
  test.each([
    ["in UTF-16", new Uint8Array(utf16), /UTF-16.*save it as “CSV UTF-8”/],
    ["in UTF-16 without a mark", new Uint8Array(utf16.subarray(2)), /UTF-16/],
    [
      "in Windows-1252",
      new Uint8Array(Buffer.from(csv(people), "latin1")),
      /not in UTF-8.*save it/,
    ],
    ["that is a workbook", utf8("PK\u0003\u0004xl/workbook.xml"), /This is a workbook/],
    ["that is empty", utf8("\r\n\r\n"), /this one is empty/],
    ["with U+0000", utf8(`${csv(people)}${" ".repeat(1000)}\u0000`), /U\+0000/],
    [
      "without columns it needs, all named together",
      utf8("Given name,Position\nA,B"),
      /^Add the columns “Employee number”, “Family name”, “Department”, “Employment type” and “Start date” to/,
    ],
    [
      "with two columns for one field",
      utf8("Number,Employee number,Given name\n1,1,A"),
      /Leave one column for “Employee number”: “Number” and “Employee number”/,
    ],
  ])("%s", async (_, file, words) => {
    const before = await city.database.owner`select count(*) from directory_imports`;
    expect(await kit.receive(file)).toEqual({ refused: expect.stringMatching(words) });
    expect(await city.database.owner`select count(*) from directory_imports`).toEqual(before);
  });
});

test("every fault is named at once, by row and column, with what to do; nothing is merged", async () => {
  await hire(city.portal, { number: "3100", email: "taken@example.org" }, { fromOn: "2020-01-01" });
  const found = await kit.read([
    { number: "3101", from: "31/12/2026" },
    { number: "3102", from: "46000", until: "soon" },
    { number: "3103", from: "03/04/2026" },
    { number: "=1+1", given: "@SUM(A1)", family: "+1" },
    { number: "3104", email: "taken@example.org" },
    { number: "3105", email: "omar.haddad@example.net" },
    { number: "3106", email: "not an address" },
    { number: "3107", type: "Volunteer" },
    { number: "3108", supervisor: "9999" },
    { number: "3109", supervisor: "3109" },
    { number: "a310", email: "same@example.org" },
    { number: "A310", email: "SAME@example.org" },
    { number: "3111", from: "2026-02-01", until: "2026-01-31" },
    { number: "3112", leaveFrom: "2026-02-01", leaveUntil: "2026-01-31" },
    { number: "3113", leaveFrom: "2023-12-31" },
    { number: "3114", until: "2026-06-30", leaveFrom: "2026-06-01", leaveUntil: "2026-07-01" },
    { number: "3115", leaveUntil: "2026-07-01" },
    { number: "3116", given: " ", department: "" },
    { number: "3117", position: "two\nlines" },
    { number: "no digit" },
    { number: "3118", from: "2026-02-30" },
  ]);
  expect(found).toMatchObject({ stage: "faulty" });
  const faults = await kit.faults(found.number);
  expect(found.faults).toBe(faults.length);
  const number = "Employee number: ";
  expect(faults).toEqual(
    [
      ["2 Start date: Write 2026-12-31 in place of 31/12/2026: year-month-day"],
      ["3 End date: Write a day that exists as year-month-day, such as 2026-03-31"],
      [
        "3 Start date: Write 2025-12-09 in place of 46000, which is how a spreadsheet counts days: give the column the format year-month-day",
      ],
      ["4 Start date: Write 2026-04-03 or 2026-03-04 in place of 03/04/2026: year-month-day"],
      [`5 ${number}Write the value itself: =1+1 begins as a formula does, with =`],
      ["5 Family name: Write the value itself: +1 begins as a formula does, with +"],
      ["5 Given name: Write the value itself: @SUM(A1) begins as a formula does, with @"],
      [
        "6 E-mail: Write another address, or leave it empty: taken@example.org belongs to Alex Example (3100)",
      ],
      [
        expect.stringMatching(
          /^7 E-mail: .* belongs to Omar Haddad \(X-\w+\), who is from outside$/,
        ),
      ],
      ["8 E-mail: Write an e-mail address such as name@example.org, or leave it empty"],
      [
        "9 Employment type: Write one of: Permanent, Part-time, Temporary, Casual, Seasonal, Contract, Intern",
      ],
      [
        "10 Supervisor's employee number: Write the number of somebody in the file or the directory: nobody has 9999",
      ],
      [
        "11 Supervisor's employee number: Write somebody else’s number: nobody supervises themselves",
      ],
      [
        "12 E-mail: Give each person an address of their own, or leave it empty: same@example.org stands in rows 12, 13",
      ],
      [`12 ${number}Keep one row for number a310: it stands in rows 12, 13`],
      [
        "13 E-mail: Give each person an address of their own, or leave it empty: SAME@example.org stands in rows 12, 13",
      ],
      [`13 ${number}Keep one row for number A310: it stands in rows 12, 13`],
      ["14 End date: Write a day from 2026-02-01 on: work does not end before it starts"],
      ["15 On leave to: Write a day from 2026-02-01 on: a leave does not end before it starts"],
      ["16 On leave from: Write a day from 2024-01-01 on: a leave lies within the time of work"],
      ["17 On leave to: Write a day until 2026-06-30: a leave lies within the time of work"],
      ["18 On leave from: Write the first day of the leave, too"],
      ["19 Department: Fill in this cell"],
      ["19 Given name: Fill in this cell"],
      ["20 Position: Remove line breaks and characters that cannot be seen"],
      [
        `21 ${number}Write a number of letters, digits, full stops and hyphens, with a digit among them`,
      ],
      ["22 Start date: Write a day that exists as year-month-day, such as 2026-03-31"],
    ].flat(),
  );
  const merged = await city.database.owner`select from people where handle like '31%'`;
  expect(merged).toHaveLength(1);
  const kept = await city.database.owner`
    select from directory_import_rows where import = ${found.number}`;
  expect(kept).toHaveLength(0);
});

test("circles are named person by person, also through people who are not in the file", async () => {
  const found = await kit.read([
    { number: "3201", given: "Ann", supervisor: "3202" },
    { number: "3202", given: "Ben", supervisor: "3203" },
    { number: "3203", given: "Cy", supervisor: "3201" },
    { number: "1001", given: "Sam", supervisor: "1005" },
  ]);
  expect(await kit.faults(found.number)).toEqual([
    "2 Supervisor's employee number: Name another supervisor for one of them: Ann Example (3201) reports to Ben Example (3202) reports to Cy Example (3203) reports to Ann Example (3201), in a circle",
    expect.stringMatching(
      /: Sam Example \(1001\) reports to Nadia Petryk \(1005\) reports to Ray Monkman \(1004\) reports to Sam/,
    ),
  ]);
});

test("an address that a number without its zeros would take points to the number", async () => {
  await hire(city.portal, { number: "0350", email: "zed@example.org" }, { fromOn: "2025-05-01" });
  const found = await kit.read([{ number: "350", email: "zed@example.org" }]);
  expect(await kit.faults(found.number)).toEqual([
    "2 Employee number: Write 0350 if this is the same person, and format the column as text so that no zeros are lost; otherwise write another address: zed@example.org belongs to Alex Example (0350)",
  ]);
});

test("a period that would overlap another one of the same person is a fault", async () => {
  await hire(
    city.portal,
    { number: "3301" },
    { fromOn: "2025-05-01", untilOn: "2025-08-31" },
    { fromOn: "2026-05-01", untilOn: "2026-08-31" },
  );
  const found = await kit.read([{ number: "3301", from: "2025-05-01" }]);
  expect(await kit.faults(found.number)).toEqual([
    "2 Start date: Write the start and end of one period of work: the directory has another one of this person, from 2026-05-01 to 2026-08-31, which these days overlap",
  ]);
});

describe("a row that cannot be taken apart is named, and the file ends as faulty", () => {
  const [titles = "", one = "", two = ""] = csv([{ number: "3401" }, { number: "3402" }]).split(
    "\r\n",
  );
  const stray = (number: string, cell: string) =>
    `${number};Al;Example;;Fire;${cell};Permanent;;2024-01-01;;;`;
  const semicolons = titles.replaceAll(",", ";");
  test("a quotation mark in the middle of a cell; rows below are read, and their faults found", async () => {
    const rows = [
      stray("3403", '=HYPERLINK("http://x")'),
      stray("3404", 'six "foot" ladder'),
      stray("3405", "=1+1"),
      stray("3406", 'say "ah'),
    ];
    const found = await kit.read([semicolons, ...rows].join("\r\n"));
    expect(found).toMatchObject({ stage: "faulty", faults: 4 });
    const words = /Position: A quotation mark stands in the middle of a cell. Take it out, or save/;
    expect(await kit.faults(found.number)).toEqual([
      expect.stringMatching(new RegExp(`^2 ${words.source}`)),
      expect.stringMatching(new RegExp(`^3 ${words.source}`)),
      expect.stringMatching(/^4 Position: Write the value itself/),
      expect.stringMatching(new RegExp(`^5 ${words.source}`)),
    ]);
  });
  test("of somebody whose row was not read nobody says that they do not exist", async () => {
    const found = await kit.read(
      [semicolons, stray("3407", 'a "b'), stray("3408", "b").replace("nt;;", "nt;3407;")].join(
        "\n",
      ),
    );
    expect(await kit.faults(found.number)).toHaveLength(1);
  });
  test.each([
    ["too few cells", [titles, '"3401","Al"', two], /^2 : Give the row 12 cells.* it has 2/],
    ["too many cells", [titles, `${one},x`, two], /^2 : Give the row 12 cells.* it has 13/],
    ["a quote left open", [titles, one, '"3402,Al'], /^3 Employee number: Close the quote/],
    [
      "text after a closing quote",
      [titles, one, '"3402"x,Al', two],
      /^3 Employee number: A quotation mark .* Nothing after it was read$/,
    ],
    [
      "faults of two kinds in one row",
      [titles, one, 'a"b,"3402"x'],
      /^3 (Employee number|Given name): A quotation mark/,
    ],
    ["a quote left open for long", [titles, `"${"x\n".repeat(40_000)}`], /^2 .*: Shorten this row/],
  ])("%s", async (_, lines, words) => {
    const found = await kit.read(lines.join("\r\n"));
    expect(found.stage).toBe("faulty");
    const faults = await kit.faults(found.number);
    expect(faults.length).toBeGreaterThan(0);
    for (const fault of faults) expect(fault).toMatch(words);
  });
  test("a first row with one is refused at once", async () => {
    expect(await kit.receive(`a"b",c\n1,2`)).toEqual({
      refused: expect.stringMatching(/^Begin the file with a row of column names/),
    });
  });
});

describe("a reading that fails for any other reason", () => {
  const fail = () => Promise.reject(new Error("the disk is full"));
  test("is tried again twice, then ends in words", async () => {
    const received = await kit.receive(csv([{ number: "3601" }]));
    const number = "number" in received ? received.number : 0;
    for (const attempt of [1, 2]) {
      await expect(readOrGiveUp(city.portal, number, attempt, fail)).rejects.toThrow("disk");
      expect(await kit.find(number)).toMatchObject({ stage: "reading" });
    }
    await readOrGiveUp(city.portal, number, 3, fail);
    expect(await kit.find(number)).toMatchObject({ stage: "faulty", faults: 1 });
    expect(await kit.faults(number)).toEqual([
      expect.stringMatching(/^0 : Send the file again: reading it failed three times/),
    ]);
    await city.runJobs();
    expect(await kit.find(number)).toMatchObject({ stage: "faulty" });
  });
  test("ends, too, where each attempt took its process with it", async () => {
    const received = await kit.receive(csv([{ number: "3602" }]));
    const number = "number" in received ? received.number : 0;
    await city.database.owner`
      update graphile_worker._private_jobs set attempts = 3 where payload ->> 'import' = ${number}::text`;
    await city.runJobs();
    expect(await kit.find(number)).toMatchObject({ stage: "faulty" });
  });
  test("can be discarded while it is tried", async () => {
    const received = await kit.receive(csv([{ number: "3603" }]));
    const number = "number" in received ? received.number : 0;
    expect(await discardImport(hr, city.portal, number)).toEqual({ discarded: number });
    await city.runJobs();
    expect(await kit.find(number)).toMatchObject({ stage: "discarded" });
  });
});

test("a file of names without people says so", async () => {
  const found = await kit.read(`${columns.join(",")}\r\n`);
  expect(await kit.faults(found.number)).toEqual([
    "0 : Add a row for each person: the file holds none",
  ]);
});

test("letters and signs of every kind arrive as they are", async () => {
  const family = 'Back\\slash "quoted" \\N, tab\\t';
  const found = await kit.read([{ number: "3501", family }]);
  expect(await kit.changes(found.number, "new")).toMatchObject([{ familyName: family }]);
});

test("the faults as a spreadsheet hold no formula", () => {
  const text = faultsAsCsv([{ row: 2, column: "=cmd", mend: "Write, please" }]);
  expect(text).toBe('\uFEFFRow,Column,What to do\r\n2,\'=cmd,"Write, please"\r\n');
});

test("days of other orders are recognised, never guessed", () => {
  expect(readDayCell("2026-12-31")).toEqual({ day: "2026-12-31" });
  for (const [typed, words] of [
    ["12/31/2026", /^Write 2026-12-31 in/],
    ["1.2.2026", /^Write 2026-02-01 or 2026-01-02 in/],
    ["2026/3/5", /^Write 2026-03-05 in/],
    ["2026-12-31 00:00:00", /^Write 2026-12-31 in/],
    ["45658", /^Write 2025-01-01 in/],
    ["31 Dec 2026", /^Write a day that exists/],
  ] as const) {
    expect(readDayCell(typed)).toEqual({ refused: expect.stringMatching(words) });
  }
});

test("a circle is found once, however many lead to it", () => {
  const supervisorOf = new Map([
    ["a", "b"],
    ["b", "c"],
    ["c", "b"],
    ["d", "a"],
    ["e", "f"],
  ]);
  expect(findCircles(supervisorOf)).toEqual([["b", "c"]]);
});

test("a cell of every field stands in the order of the columns", () => {
  expect(cells({ number: "1" })).toHaveLength(columns.length);
});
