import { sql } from "drizzle-orm";
import type { Visit } from "../auth/guard.ts";
import { type Clock, clockOf } from "../clock.ts";
import type { Day } from "../days.ts";
import type { ReportKind } from "../intake/answers.ts";
import type { Portal } from "../portal.ts";
import type { CaseInHand } from "./act-on-case.ts";
import { type AwaitedLine, readAwaited } from "./awaited.ts";
import { isYetToDeclare } from "./capacity.ts";
import type { CaseStage } from "./case-file.ts";
import { type CaseReport, readCaseReports, readReportKinds } from "./case-reports.ts";
import { readCaseInHand } from "./case-route.ts";
import { readSuggested } from "./choose-party.ts";
import { type Disposal, readDisposal } from "./disposal.ts";
import { type CaseEvidence, listCaseEvidence } from "./evidence-of-case.ts";
import { type ExceptedLine, exceptedIn } from "./excepted.ts";
import { type Gap, readGaps } from "./gaps.ts";
import { countLateEvidence } from "./late-evidence.ts";
import { type NewsLine, readNews } from "./news.ts";
import { noteCaseView } from "./note-case-view.ts";
import { type RespondentLine, readRespondents } from "./respondents.ts";
import { type TimelineLine, timelineOf } from "./timeline.ts";
import { type Doable, type NotDoable, whatCanBeDone } from "./what-can-be-done.ts";
import { type Handlers, isBarredInvestigator, readHandlers } from "./who-acts.ts";

/** Where a case stands, for its head. */
export type CaseHead = {
  clock: Clock;
  number: string;
  /** The respondents, by name. */
  about: string[];
  openedOn: Day;
  stage: CaseStage;
  stageOn: Day;
  /** The day by which it is to be concluded; of a closed one the first day on which it may be disposed of. */
  dueOn: Day | null;
  paused: { on: Day; why: string } | null;
  heldOn: Day | null;
  handlers: Handlers;
  investigator: { name: string; hasDeclared: boolean; isBarred: boolean } | null;
};

/** A case as whoever it is there for reads it. */
export type CasePage =
  | { of: "disposed"; disposal: Disposal }
  | {
      /** To an investigator who has not declared yet: about whom it is, and nothing that was told. */
      of: "undeclared";
      head: CaseHead;
      respondents: string[];
      reports: ReportKind[];
      declare: Doable[];
    }
  | {
      of: "whole";
      head: CaseHead;
      /** What others did since this viewer last opened it. */
      news: NewsLine[];
      gaps: Gap[];
      awaited: AwaitedLine[];
      now: Doable[];
      not: NotDoable[];
      excepted: ExceptedLine[];
      respondents: RespondentLine[];
      reports: CaseReport[];
      evidence: CaseEvidence[];
      /** Files added to its reports since it was opened, which it does not hold. */
      late: number;
      mayAdd: boolean;
      /** Takes the case out as one file, and reads who saw it. */
      mayExport: boolean;
      timeline: TimelineLine[];
    };

/** A case by its number, noting that this viewer saw it; undefined where there is none for them. */
export async function readCasePage(visit: Visit, number: string): Promise<CasePage | undefined> {
  const { viewer, portal } = visit;
  const hand = await readCaseInHand(visit, number);
  if (!hand) {
    const disposal = await readDisposal(viewer, portal, number);
    return disposal && { of: "disposed", disposal };
  }
  const { kase, file, standing, capacity, today } = hand;
  const news = isYetToDeclare(capacity) ? [] : await readNews(viewer, portal.db, file);
  await noteCaseView(visit, kase, "file");
  const head = await readHead(visit, hand);
  const { now, not } = whatCanBeDone(hand);
  if (isYetToDeclare(capacity)) {
    return {
      ...{ of: "undeclared", head },
      respondents: file.respondents.map(({ name }) => name),
      reports: await readReportKinds(portal.db, kase),
      declare: now.filter(({ act }) => act === "declared" || act === "shut-out"),
    };
  }
  const evidence = await listCaseEvidence(portal, portal.db, kase);
  const reports = await readCaseReports(viewer, portal, kase);
  const mayAdd = standing.isOpen && (capacity.handles || capacity.hasDeclared);
  return {
    ...{ of: "whole", head, news, not, reports, evidence, mayAdd, mayExport: capacity.handles },
    now: await withSuggested(portal, hand, now),
    gaps: await readGaps(portal.db, kase.id, today),
    awaited: await readAwaited(portal.db, hand),
    excepted: exceptedIn(hand),
    respondents: await readRespondents(portal, hand),
    late: mayAdd ? await countLateEvidence(portal.db, kase) : 0,
    timeline: timelineOf({ clock: head.clock, file, evidence, reports }),
  };
}

/** Beside naming anybody at all, a link for each of whom the reports are about. */
async function withSuggested(portal: Portal, hand: CaseInHand, now: Doable[]): Promise<Doable[]> {
  const naming = now.find(({ act }) => act === "respondent-named");
  if (!naming) return now;
  const links = (await readSuggested(portal, hand)).map(({ handle, name }) => ({
    ...{ act: naming.act, label: `Name ${name}, whom a report is about, as a respondent` },
    href: `${naming.href}?person=${encodeURIComponent(handle)}`,
  }));
  return now.flatMap((one) => (one === naming ? [...links, one] : [one]));
}

async function readHead({ portal }: Visit, hand: CaseInHand): Promise<CaseHead> {
  const { kase, file, standing, today } = hand;
  const [row] = await portal.db.execute<{ stageOn: Day; dueOn: Day | null }>(sql`
    select stage_on::text as "stageOn", due_on::text as "dueOn" from case_standings where case_id = ${kase.id}`);
  if (!row) throw new Error("A case stands nowhere.");
  const { appointment, pause, hold, has, stage } = standing;
  const person = appointment?.person;
  return {
    ...{ clock: await clockOf(portal), number: kase.number, stage, ...row },
    about: file.respondents.map(({ name }) => name),
    openedOn: file.acts[0]?.on ?? today,
    paused: pause ? { on: pause.on, why: pause.choice ?? "other" } : null,
    heldOn: hold?.on ?? null,
    handlers: await readHandlers(portal.db, kase.id, today),
    investigator:
      appointment && person
        ? {
            name: person.name,
            hasDeclared: has(appointment.number, "declared"),
            isBarred: await isBarredInvestigator(portal.db, kase.id, person.id, today),
          }
        : null,
  };
}
