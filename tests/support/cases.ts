import { randomUUID } from "node:crypto";
import { actOnCase, type CaseActDone, type CaseInHand } from "#app/cases/act-on-case.ts";
import { addReportActs } from "#app/cases/add-report.ts";
import { allegationAct } from "#app/cases/allegation.ts";
import type { CaseActName, NewCaseAct } from "#app/cases/case-act.ts";
import type { CaseFile, Discipline, FindingOutcome, Measure } from "#app/cases/case-file.ts";
import { readCaseFile } from "#app/cases/case-file.ts";
import { proposalAct } from "#app/cases/discipline.ts";
import { findingAct } from "#app/cases/finding.ts";
import { openCase } from "#app/cases/open-case.ts";
import { openNewCase } from "#app/cases/open-new-case.ts";
import { standingOf } from "#app/cases/standing.ts";
import { clockOf } from "#app/clock.ts";
import { addDays } from "#app/days.ts";
import type { testPortal } from "./portal.ts";
import { fileReport, subject } from "./reports.ts";

type City = Pick<ReturnType<typeof testPortal>, "portal" | "viewer">;

/** What an act of a test says where it matters to nobody. */
const words = "Because of what was read.";
const letter = { subject: "A letter", html: "<p>Words</p>", words: "Words", digest: "" };
const service = { on: "2026-11-23", by: "Tom Baker", proof: "Signed for." };

/** Opens a case about somebody of the directory: Jesse (1009) by Tom (1003), unless said. */
export async function openTestCase(
  city: City,
  { about = "1009", by = "1003" }: { about?: string; by?: string } = {},
): Promise<string> {
  const subjects = [await subject(city as ReturnType<typeof testPortal>, about)];
  const { report } = await fileReport(city.portal, { subjects });
  const form = { formId: randomUUID() };
  const opened = await openNewCase(await city.viewer(by), city.portal, report.number, form);
  if (!opened || "refused" in opened) throw new Error(opened?.refused ?? "It is not there.");
  return opened.number;
}

/** The case as somebody for whom it is there reads it: opened, whole, and where it stands. */
export async function readCase(city: City, as: string, number: string) {
  const kase = await openCase(await city.viewer(as), city.portal, number);
  if (kase?.of !== "case") throw new Error(`${number} is not there for ${as}.`);
  const clock = await clockOf(city.portal);
  const file = await readCaseFile(city.portal.db, kase, clock.today);
  return { kase, file, standing: standingOf(file, clock) };
}

type Ask = NewCaseAct | ((hand: CaseInHand) => NewCaseAct | Promise<NewCaseAct>);

/** Somebody does something in a case, having read all there is; as the act answers. */
export async function act(
  city: City,
  as: string,
  number: string,
  ask: Ask,
  { formId = randomUUID(), seen = 9999 }: { formId?: string; seen?: number } = {},
): Promise<CaseActDone> {
  const viewer = await city.viewer(as);
  return actOnCase(viewer, city.portal, number, { formId, seen }, async (hand) => [
    typeof ask === "function" ? await ask(hand) : ask,
  ]);
}

/** Adds a report to a case by its number, with all that comes along; as the act answers. */
export async function addReport(
  city: City,
  as: string,
  number: string,
  report: string,
  seen = 9999,
): Promise<CaseActDone> {
  const viewer = await city.viewer(as);
  return actOnCase(viewer, city.portal, number, { formId: randomUUID(), seen }, (hand, tx) =>
    addReportActs(viewer, city.portal, tx, hand, report),
  );
}

/** As `act`, of what must be done: throws where it is refused. */
export async function done(...given: Parameters<typeof act>): Promise<void> {
  const answer = await act(...given);
  if (!answer || "refused" in answer)
    throw new Error(`${given[1]}: ${answer?.refused ?? "the case is not there"}`);
}

/** The number of the last act of a name. */
export const lastOf = ({ acts }: Pick<CaseFile, "acts">, name: CaseActName): number =>
  acts.findLast((one) => one.act === name)?.number ?? 0;

const aboutLast =
  (of: CaseActName, ask: (about: number) => NewCaseAct): Ask =>
  ({ file }) =>
    ask(lastOf(file, of));

/** Acts of a test by name, with words of no meaning; `person` is the handle of whom they concern. */
export const acts = {
  triage: (choice = "investigate"): Ask => ({ act: "triaged", choice, said: { words, to: "" } }),
  async appoint(city: City, person: string): Promise<Ask> {
    const { personId } = await city.viewer(person);
    return { act: "appointed", personId, said: { words } };
  },
  declare: aboutLast("appointed", (about) => ({ act: "declared", about, said: { words } })),
  async name(city: City, person: string): Promise<Ask> {
    return { act: "respondent-named", personId: (await city.viewer(person)).personId };
  },
  /** Of clause 6.c of the version in force, posted a week ago. */
  async allege(city: City, person: string): Promise<Ask> {
    const { personId } = await city.viewer(person);
    const version = await city.portal.shelf.inForce(city.portal.now());
    const said = { particulars: words, addresses: [], link: "It names the City.", whyVersion: "" };
    return ({ kase, today }) => {
      const on = addDays(today, -7);
      const posted = { postedFrom: on, postedUntil: on, isOffDuty: true };
      const stated = { respondentId: personId, versionId: version?.id ?? "", clause: "6.c" };
      return allegationAct(kase, { ...stated, ...posted }, said);
    };
  },
  async notice(city: City, person: string): Promise<Ask> {
    const { personId } = await city.viewer(person);
    return ({ today }) => ({
      ...{ act: "noticed", personId, dueOn: addDays(today, 14), said: { letter } },
    });
  },
  serve: aboutLast("noticed", (about) => ({
    ...{ act: "served", about, choice: "by-hand", said: service },
  })),
  try: aboutLast("noticed", (about) => ({
    ...{ act: "tried", about, said: { words, on: "2026-11-23" } },
  })),
  async respond(city: City, person: string, choice = "response"): Promise<Ask> {
    const { personId } = await city.viewer(person);
    return aboutLast("noticed", (about) => ({
      ...{ act: "responded", about, personId, choice, said: { words, on: "2026-11-23" } },
    }));
  },
  /** About the allegation stated last. */
  find:
    (outcome: FindingOutcome = "substantiated"): Ask =>
    ({ file, kase }) => {
      const { number = 0, respondentId = "" } = file.allegations.at(-1) ?? {};
      const found = { allegation: number, respondentId, outcome };
      return findingAct(kase, found, { words, acts: [], files: [] });
    },
  confirm:
    (of: CaseActName, choice = "as-approver"): Ask =>
    ({ file }) => ({ act: "confirmed", about: lastOf(file, of), choice }),
  decline: (of: CaseActName): Ask =>
    aboutLast(of, (about) => ({ act: "declined", about, said: { words } })),
  /** On the finding recorded last; in place of the proposal before, where there is one that was not issued. */
  propose:
    (measure: Measure = "written-warning", more: Partial<Discipline> = {}): Ask =>
    ({ file, kase, standing }) => {
      const { number: finding = 0, respondentId = "" } = file.findings.at(-1) ?? {};
      const suspended = measure === "suspension";
      const proposed = {
        ...{ respondentId, measure, grounds: [finding], sunsetOn: null },
        ...{ days: suspended ? 3 : null, isPaid: suspended ? false : null, ...more },
      };
      const replaced = standing.liveDiscipline.find(({ number }) => !standing.isIssued(number));
      const said = { words, mitigating: "", aggravating: "" };
      return proposalAct(kase, proposed, said, replaced?.number);
    },
  issue: (({ file }) => ({
    ...{ act: "issued", about: lastOf(file, "proposed"), choice: "by-hand" },
    ...{ personId: file.discipline.at(-1)?.respondentId ?? "", said: { letter, ...service } },
  })) as Ask,
  async inform(city: City, person: string): Promise<Ask> {
    const { personId } = await city.viewer(person);
    return { act: "informed", personId, choice: "by-hand", said: { letter, ...service } };
  },
  tellReporter: { act: "reporter-told", said: { words } } as Ask,
  close: (({ today }) => ({ act: "closed", dueOn: addDays(today, 365), said: { words } })) as Ask,
  reopen: (({ today }) => ({ act: "reopened", dueOn: addDays(today, 60), said: { words } })) as Ask,
} as const;

/** A case about Jesse (1009), investigated by Ingrid Vance from outside, up to a stage; its number. */
export async function caseUpTo(
  city: City,
  stage: "opened" | "investigated" | "alleged" | "served" | "answered" | "found" | "reviewed",
  { about = "1009", by = "1003", outcome = "substantiated" as FindingOutcome } = {},
): Promise<string> {
  const number = await openTestCase(city, { about, by });
  const ingrid = investigator;
  const steps: [string, () => Promise<void>][] = [
    [
      "investigated",
      async () => {
        await done(city, by, number, acts.triage());
        await done(city, by, number, await acts.appoint(city, ingrid));
        await done(city, ingrid, number, acts.declare);
      },
    ],
    ["alleged", async () => done(city, ingrid, number, await acts.allege(city, about))],
    [
      "served",
      async () => {
        await done(city, ingrid, number, await acts.notice(city, about));
        await done(city, ingrid, number, acts.serve);
      },
    ],
    ["answered", async () => done(city, ingrid, number, await acts.respond(city, about))],
    ["found", async () => done(city, ingrid, number, acts.find(outcome))],
    ["reviewed", async () => done(city, "1014", number, acts.confirm("found"))],
  ];
  const until = steps.findIndex(([name]) => name === stage);
  for (const [, step] of steps.slice(0, until + 1)) await step();
  return number;
}

/** Ingrid Vance, from outside. */
export const investigator = "ingrid.vance@example.net";

/** Ends a case at triage and disposes of it the same day: Tom (1003) proposes it, Joanne (1014) agrees. */
export async function disposeOf(city: City, number: string): Promise<void> {
  for (const ask of [acts.triage("coach"), acts.tellReporter])
    await done(city, "1003", number, ask);
  await done(city, "1003", number, ({ today: dueOn }) => ({ act: "closed", dueOn }));
  await done(city, "1003", number, { act: "disposal-proposed", said: { words } });
  const joanne = await city.viewer("1014");
  const form = { formId: randomUUID(), seen: 9999 };
  const disposed = await actOnCase(joanne, city.portal, number, form, ({ file }) => {
    const about = lastOf(file, "disposal-proposed");
    return [
      { act: "confirmed", about, choice: "as-approver" },
      { act: "disposed", about },
    ];
  });
  if (!disposed || "refused" in disposed) throw new Error(disposed?.refused ?? "It is not there.");
}
