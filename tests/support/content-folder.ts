import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { letterKinds } from "#app/content/letter-kinds.ts";
import { readContent } from "#app/content/read-content.ts";

/** By path inside the content folder: a new text, a change of the good one, or null to leave it out. */
export type Changes = Record<string, string | Uint8Array | null | ((good: string) => string)>;

/** A small content folder without a fault, changed as asked, in a temporary place until the test ends. */
export async function contentFolder(changes: Changes = {}): Promise<string> {
  const place = await mkdtemp(join(tmpdir(), "signpost-content-"));
  onTestFinished(() => rm(place, { recursive: true }));
  return writeContent(join(place, "content"), changes);
}

/** The faults of the good folder with changes; empty when it could be published. */
export async function faultsOf(changes: Changes) {
  const read = await readChanged(changes);
  return "faults" in read ? read.faults : [];
}

/** The content of the good folder with changes, which must leave it without a fault. */
export async function contentOf(changes: Changes = {}) {
  const read = await readChanged(changes);
  if ("faults" in read) throw new Error(JSON.stringify(read.faults, null, 2));
  return read;
}

async function readChanged(changes: Changes) {
  const place = await mkdtemp(join(tmpdir(), "signpost-content-"));
  try {
    return await readContent(await writeContent(join(place, "content"), changes));
  } finally {
    await rm(place, { recursive: true });
  }
}

async function writeContent(folder: string, changes: Changes): Promise<string> {
  for (const path of new Set([...Object.keys(good), ...Object.keys(changes)])) {
    const change = path in changes ? changes[path] : good[path];
    if (change === null || change === undefined) continue;
    const text = typeof change === "function" ? change(good[path] ?? "") : change;
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

/** Replaces words that must stand in the text once. */
export function replacing(words: string, by: string) {
  return (text: string) => {
    if (text.split(words).length !== 2) throw new Error(`“${words}” does not stand there once.`);
    return text.replace(words, () => by);
  };
}

/** The only fault of the good folder with one file changed, with the text of its line. */
export async function onlyFaultOf(path: string, change: Changes[string]) {
  const folder = await contentFolder({ [path]: change });
  const read = await readContent(folder);
  const faults = "faults" in read ? read.faults : [];
  if (faults.length !== 1 || !faults[0]) throw new Error(JSON.stringify(faults, null, 2));
  const { file, line, mend } = faults[0];
  const text = await readFile(join(folder, "..", file), "utf8").catch(() => "");
  return { file, line, mend, words: text.split("\n")[line - 1]?.trim() ?? "" };
}

export const organization = "organization.yaml";
export const policy = "policy/policy.mdx";
export const statement = "policy/statement.mdx";
export const lesson = "lessons/personal/01-be-kind.mdx";
export const nextLesson = "lessons/personal/02-your-own-voice.mdx";
export const roleLesson = "lessons/channels/01-the-towns-page.mdx";

export const letter = "letters/due-soon.mdx";

/** One short letter for every kind of notice. */
const letters = Object.fromEntries(
  Object.keys(letterKinds).map((kind) => [
    `letters/${kind}.mdx`,
    `---
subject: Word from {organization}
---

Hello <Value name="given-name" />, see [the portal](/).
`,
  ]),
);

/** The good folder, by path. */
export const good: Record<string, string> = {
  [organization]: `name: Town of Birch Hollow
short_name: Birch Hollow
province: Saskatchewan
locale: en-CA
time_zone: America/Regina
colours:
  brand: "#234567"
  brand_dark: "#abcdef"
contacts:
  - id: clerk
    title: Town Clerk
    does: what the Town says online
    phone: 306-555-0100
    email: clerk@birchhollow.example
  - id: hr
    title: Human Resources
    does: your training
documents:
  - id: conduct
    title: Code of Conduct
    url: https://birchhollow.example/conduct
    ask: hr
  - id: chart
    title: Response Chart
    url: null
    ask: clerk
channels: [Facebook]
tracks:
  - id: personal
    title: Personal use
    summary: Your own accounts.
    for: everyone
    days_to_complete: 30
    teaches_all_of: ["2"]
  - id: channels
    title: The Town's channels
    summary: For those who post for the Town.
    for: role
    days_to_complete: 14
authority: The Town keeps these records under its bylaws.
retention:
  attempts: seven years
employment_types:
  - id: permanent
    title: Permanent
reminders:
  before: [5]
  after: [2]
  then_every: 7
  escalate_after: 4
holidays:
  region: CA-SK
  also: [07-02]
`,
  [policy]: `---
number: 1.10
title: Words Online Policy
procedure: null
replaces: "1.9"
approved_on: 2020-02-29
method_of_approval: "Motion #7"
file_number: A-1
effective_on: 2020-03-01
distribution: [Notice board]
---

## 1. Words

<Definition id="1.town" term="Town">

Town means the Town of Birch Hollow.

</Definition>

## 2. Personal use

<Clause id="2.opening" label="section 2, opening">

The Town likes people who talk, and it likes <Document id="conduct" /> too.

It asks three things:

- <Clause id="2.a" label="section 2, first rule">Be kind to *everyone* in town & elsewhere.</Clause>
- <Clause id="2.b" label="section 2, second rule">Speak for yourself and never for the Town. Say so where it could be doubted.</Clause>

</Clause>

### Afterwards

<Clause id="3" label="section 3">Ask when in doubt.</Clause>
`,
  [statement]: `---
title: Your statement
---

I have read the policy. I can ask <Contact id="hr" />.
`,
  "privacy/set-up.mdx": `---
title: Before you begin
---

Your name is kept. Ask <Contact id="clerk" />.
`,
  "privacy/training.mdx": `---
title: Before you learn
---

Your answers are kept.
`,
  "privacy/report.mdx": `---
title: Before you report
---

What you write is kept.
`,
  "privacy/advice.mdx": `---
title: Before you report
---

What you write is kept.
`,
  "privacy/notices.mdx": `---
title: Before you answer
---

What you answer is kept.
`,
  ...letters,
  [lesson]: `---
title: Be kind
summary: Kindness, online as in the shop.
minutes: 2
teaches: [2.opening, 2.a]
scenarios:
  - id: lost-dog
    situation: |
      A neighbour's dog is gone.

      Somebody laughs about it.
    ask: What is kind?
    choices:
      - id: laugh
        text: Laugh too.
        right: false
        feedback: That hurts.
        clause: 2.a
        quote: Be kind to everyone
      - id: share
        text: Share the picture.
        right: true
        feedback: That helps.
        clause: 2.a
        quote: Be kind to everyone in town
      - id: search
        text: Help to search.
        right: true
        feedback: That helps too.
        clause: 2.a
        quote: kind to everyone in town & elsewhere
  - id: rink
    situation: The rink is closed.
    ask: What do you write?
    choices:
      - id: nothing
        text: Nothing.
        right: true
        feedback: You need not.
        clause: 2.a
        quote: Be kind to everyone
      - id: insult
        text: An insult.
        right: false
        feedback: That is not kind.
        clause: 2.a
        quote: Be kind to everyone
      - id: rumour
        text: A rumour.
        right: false
        feedback: That is not kind either.
        clause: 2.a
        quote: Be kind to everyone
---

The <Term id="1.town">Town</Term> asks for kindness.

<Quote clause="2.a">
Be kind to everyone
</Quote>

<Scenario id="rink" />

## And then?

See <Document id="chart" />, or ask <Contact id="clerk" />.

<Scenario id="lost-dog" />

That is all.
`,
  [nextLesson]: `---
title: Your own voice
summary: Yours and not the Town's.
minutes: 3
teaches: [2.b]
scenarios:
  - id: reporter
    situation: A reporter calls.
    ask: What do you say?
    choices:
      - id: decline
        text: Ask the Clerk.
        right: true
        feedback: The Clerk speaks for the Town.
        clause: 2.b
        quote: never for the Town
      - id: answer
        text: I speak for the Town.
        right: false
        feedback: You do not.
        clause: 2.b
        quote: never for the Town
      - id: hint
        text: A little bird says yes.
        right: false
        feedback: That bird is you.
        clause: 2.b
        quote: Speak for yourself and never for the Town
---

Speak for yourself.

<Scenario id="reporter" />
`,
  [roleLesson]: `---
title: The Town's page
summary: Who writes on it.
minutes: 2
teaches: ["3"]
scenarios:
  - id: page-comment
    situation: Somebody asks on the page.
    ask: Who answers?
    choices:
      - id: clerk
        text: The Clerk.
        right: true
        feedback: Ask the Clerk.
        clause: "3"
        quote: Ask when in doubt
      - id: you
        text: You.
        right: false
        feedback: Not without asking.
        clause: "3"
        quote: Ask when in doubt
      - id: nobody
        text: Nobody.
        right: false
        feedback: That is rude.
        clause: "3"
        quote: Ask when in doubt
---

Ask first.

<Scenario id="page-comment" />
`,
};
