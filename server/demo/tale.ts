// How a case of the demo is told: what happened first, and who did what afterwards, on which day.
import { randomUUID } from "node:crypto";
import { fullName, type Viewer } from "#app/auth/viewer.ts";
import { actOnCase, type CaseInHand } from "#app/cases/act-on-case.ts";
import type { CaseActName, NewCaseAct } from "#app/cases/case-act.ts";
import { openNewCase } from "#app/cases/open-new-case.ts";
import { addDays, type Day, dayIn } from "#app/days.ts";
import { acknowledgeReport } from "#app/intake/acknowledge-report.ts";
import { fileViolationReport } from "#app/intake/file-violation-report.ts";
import type { Portal } from "#app/portal.ts";
import { cast } from "./cast.ts";
import { filed, reporter, type Told } from "./reports.ts";
import { demoCalendar } from "./seed.ts";
import { viewerFor } from "./viewer-for.ts";

/** A case as it is told: who does what, so many days from today. */
export type Tale = {
  portal: Portal;
  /** Its respondent. */
  about: Viewer;
  /** Somebody of the cast, by number or address. */
  who: (known: string) => Promise<Viewer>;
  act: (days: number, as: string, ask: Ask) => Promise<void>;
  /** Days from today as a day. */
  day: (days: number) => Day;
};
/** What is done; `at` is the portal on the day of the act, by which a letter is dated. */
type Ask = (hand: CaseInHand, at: Portal) => NewCaseAct | Promise<NewCaseAct>;
/** Days from today of report and case, who opens it about whom, and who reported; null: nobody knows. */
type Opened = {
  report: number;
  opened: number;
  by: string;
  about: string;
  reporter: string | null;
};

/** Tells cases of a portal: each from its report, by the acts that `go` has done in it. */
export async function storyOf(portal: Portal) {
  const { timeZone } = await portal.organization();
  const today = dayIn(timeZone, portal.now());
  const on = demoCalendar(timeZone, today);
  const who = (known: string) => {
    const member = cast.find(({ number, email }) => number === known || email === known);
    if (!member) throw new Error(`Nobody of the cast is known as ${known}.`);
    return viewerFor(portal, member);
  };
  return async (
    { report, opened, by, about, reporter: named }: Opened,
    told: Told,
    go: (tale: Tale) => Promise<void> = async () => {},
  ): Promise<void> => {
    const respondent = await who(about);
    const subjects = [{ personId: respondent.personId, name: fullName(respondent) }];
    const { number: filedAs } = await fileViolationReport(
      { ...portal, now: () => on(report, 20) },
      filed(await reporterOf(named), { ...told, subjects }),
    );
    const then: Portal = { ...portal, now: () => on(opened) };
    const handler = await who(by);
    const read = { ...portal, now: () => on(report, 90) };
    await acknowledgeReport(handler, read, filedAs, {
      words: "Thank you. I have read it, and we look into it.",
      formId: randomUUID(),
    });
    const done = await openNewCase(handler, then, filedAs, { formId: randomUUID() });
    if (!done || "refused" in done) throw new Error(`${by} cannot open a case about ${about}.`);
    let minutes = 0;
    await go({
      ...{ portal, about: respondent, who },
      day: (days) => addDays(today, days),
      act: async (days, as, ask) => {
        minutes += 7;
        const at: Portal = { ...portal, now: () => on(days, minutes) };
        const seen = { formId: randomUUID(), seen: 9999 };
        const answer = await actOnCase(await who(as), at, done.number, seen, async (hand) => [
          await ask(hand, at),
        ]);
        if (!answer || "refused" in answer)
          throw new Error(`${as}, about ${about}: ${answer?.refused ?? "the case is not there"}`);
      },
    });
  };

  async function reporterOf(known: string | null) {
    if (known === null) return { kind: "anonymous" as const, reporter: null };
    const { personId, ...name } = await who(known);
    const email = cast.find(({ number }) => number === known)?.email ?? "";
    return {
      kind: "named" as const,
      reporter: reporter({ personId, name: fullName(name) }, email),
    };
  }
}

/** An act about the last one of a name. */
export const last =
  (of: CaseActName, ask: (about: number) => NewCaseAct): Ask =>
  ({ file }) =>
    ask(file.acts.findLast(({ act }) => act === of)?.number ?? 0);
