import { sql } from "drizzle-orm";
import type { Visit } from "../../auth/guard.ts";
import { fullName } from "../../auth/viewer.ts";
import { clockOf } from "../../clock.ts";
import type { PostTime } from "../../intake/answers.ts";
import { noteOpening } from "../../intake/note-opening.ts";
import { readReportPage } from "../../intake/report-page.ts";
import { type Json, sha256Hex } from "../../ledger/canonical.ts";
import type { Portal } from "../../portal.ts";
import type { CaseInHand } from "../act-on-case.ts";
import { readAllegationStanding } from "../allegation-standing.ts";
import type { CaseActLine, CaseFile, CasePerson } from "../case-file.ts";
import { readCitedClause } from "../cited-clause.ts";
import { type CaseEvidence, listCaseEvidence } from "../evidence-of-case.ts";
import { sayCaseAct } from "../say-case-act.ts";
import { sayStanding } from "../say-standing.ts";
import type {
  CaseExport,
  ExportedAct,
  ExportedAllegation,
  ExportedFile,
  ExportedReport,
  ExportPerson,
} from "./case-export.ts";
import { textsOf } from "./said-texts.ts";
import { viewWords } from "./words.ts";

type Reader = Pick<Visit, "viewer" | "portal">;

/** Reads a case whole, as its export holds it, for who handles it. */
export async function readCaseExport(
  { viewer, portal }: Reader,
  { kase, file, standing }: CaseInHand,
): Promise<CaseExport> {
  const { locale, timeZone } = await clockOf(portal);
  const organization = await portal.organization();
  const evidence = await listCaseEvidence(portal, portal.db, kase);
  const files = evidence.map(fileOf);
  const placeOf = new Map(files.map(({ id, file }) => [id, file]));
  const digests = await digestsOfWords(portal.db, kase.id);
  const witnesses = file.acts.flatMap(({ act, person }) =>
    act === "party-named" && person ? person : [],
  );
  return {
    ...{ signpost_case: 1, kind: "whole", issuer: organization.name, number: kase.number },
    ...{ made_by: fullName(viewer), made_at: portal.now().toISOString() },
    ...{ locale, time_zone: timeZone, stage: standing.stage },
    respondents: file.respondents.map(personOf),
    witnesses: witnesses.map(personOf),
    allegations: await readAllegations(portal, file),
    findings: file.findings.map(({ number, allegation, outcome }) => ({
      ...{ number, allegation, outcome },
    })),
    discipline: file.discipline.map((one) => ({
      ...{ number: one.number, respondent: respondentOf(file, one.respondentId) },
      ...{ measure: one.measure, days: one.days, is_paid: one.isPaid },
      ...{ sunset_on: one.sunsetOn, grounds: one.grounds },
    })),
    acts: file.acts.map((act) => actOf(file, act, digests.get(act.number) ?? null, placeOf)),
    reports: await readReports({ viewer, portal }, kase.id),
    evidence: files,
    views: await readViews(portal.db, kase.id),
  };
}

const personOf = ({ id, name, handle }: CasePerson): ExportPerson => ({ id, name, handle });

const respondentOf = ({ respondents }: CaseFile, id: string): ExportPerson =>
  personOf(respondents.find((one) => one.id === id) ?? { id, name: "", handle: "" });

function actOf(
  file: CaseFile,
  line: CaseActLine,
  wordsSha256: string | null,
  placeOf: Map<string, string>,
): ExportedAct {
  const { number, act, by, at, on, about, person, choice, dueOn, formId } = line;
  const said = (line.said ?? {}) as { [part: string]: unknown };
  const letter = said.letter as { subject: string; words: string } | undefined;
  const place = String(number).padStart(4, "0");
  return {
    ...{ number, act, sentence: sayCaseAct(line), by: personOf(by), at: at.toISOString(), on },
    ...{ about, person: person && personOf(person), choice, due_on: dueOn },
    texts: textsOf(inWords(said), ["letter", "acts", "files", "assignment"]),
    rests_on:
      line.act === "found" && line.said
        ? {
            acts: line.said.acts ?? [],
            files: (line.said.files ?? []).flatMap((id) => placeOf.get(id) ?? []),
          }
        : null,
    letter: letter
      ? {
          ...{ subject: letter.subject, words: letter.words },
          file: `letters/${place}-${act}.html`,
        }
      : null,
    bound: { form_id: formId, details: detailsOf(file, line), words_sha256: wordsSha256 },
    ledger: `ledger/${place}.json`,
  };
}

/** What was chosen beside the words of an act, in words. */
function inWords(said: { [part: string]: unknown }) {
  const { when, where } = said;
  return {
    ...said,
    ...(when === undefined ? {} : { when: whenWords[String(when)] ?? when }),
    ...(where === undefined ? {} : { where: whereWords[String(where)] ?? where }),
  };
}

const whenWords: Record<string, string> = {
  day: "The day is known",
  span: "Over some time",
  unknown: "The day is not known",
};

const whereWords: Record<string, string> = {
  channel: "On a channel of the City",
  elsewhere: "On another account",
};

/** What belongs to an act, as its ledger record binds it: the acts' own files say the same when they add it. */
function detailsOf(file: CaseFile, { number, act }: CaseActLine): Json {
  const without = <T extends { number: number }>(rows: T[]) => {
    const { number: _, ...rest } = rows.find((one) => one.number === number) ?? { number };
    return rest as Json;
  };
  if (act === "alleged") return without(file.allegations);
  if (act === "found") return without(file.findings);
  return act === "proposed" ? without(file.discipline) : null;
}

/** By number of an act: SHA-256 of its words as they are stored, encrypted. */
async function digestsOfWords(
  db: Visit["portal"]["db"],
  caseId: string,
): Promise<Map<number, string>> {
  const rows = await db.execute<{ number: number; words: Uint8Array }>(sql`
    select number, words from case_acts where case_id = ${caseId} and words is not null`);
  return new Map(rows.map(({ number, words }) => [number, sha256Hex(words)]));
}

async function readAllegations(portal: Portal, file: CaseFile): Promise<ExportedAllegation[]> {
  return Promise.all(
    file.allegations.map(async (one) => {
      const { policy, version, cited, text } = await readCitedClause(portal, one);
      const respondent = respondentOf(file, one.respondentId);
      const standing = await readAllegationStanding(portal, portal.db, one);
      return {
        ...{ number: one.number, respondent },
        ...{ policy, version, clause: one.clause, cited, quoted: text ?? "" },
        ...{ posted_from: one.postedFrom, posted_until: one.postedUntil },
        is_off_duty: one.isOffDuty,
        standing: sayStanding(respondent.name, standing),
      };
    }),
  );
}

/** The reports a case is about; of one that whoever makes the export may not handle, only that there is one. */
async function readReports({ viewer, portal }: Reader, caseId: string) {
  const numbers = await portal.db.execute<{ number: string }>(sql`
    select r.number from case_reports c join violation_reports r on r.id = c.report_id
    where c.case_id = ${caseId} order by r.filed_on, r.number`);
  const reports: CaseExport["reports"] = [];
  for (const { number } of numbers) {
    const found = await readReportPage(viewer, portal, number);
    if (!found) {
      reports.push({ number, ground: "It is not for whoever made this export to read" });
      continue;
    }
    await noteOpening(viewer, portal, found.report);
    const { kind, filedOn, answers, subjects, reporter, messages, acts } = found.page;
    const said = {
      ...{ ...answers, subjects: subjects.map(({ name }) => name) },
      ...{ when: sayWhen(answers.when), isUrgent: answers.isUrgent ? "Yes" : "" },
      messages: messages.map(({ words }) => words),
      reason: acts.flatMap(({ reason }) => reason ?? []),
    };
    const who = textsOf(reporter).map((text) => ({ ...text, label: `Reporter: ${text.label}` }));
    const texts = [...who, ...textsOf(said)];
    reports.push({ number, kind, filed_on: filedOn, texts } satisfies ExportedReport);
  }
  return reports;
}

/** When the post was made, as the reporter knew it; empty: they did not. */
function sayWhen(when: PostTime): string {
  if (when.kind === "unknown") return "";
  return when.kind === "day" ? when.on : `Between ${when.from} and ${when.until}`;
}

function fileOf(one: CaseEvidence, index: number): ExportedFile {
  const { id, name, mediaType, size, digest, author, addedBy, addedOn, source } = one;
  return {
    ...{ id, file: placeOfFile(index, name), name, media_type: mediaType, size, sha256: digest },
    added_by: author === "reporter" ? "the reporter" : (addedBy ?? "the office"),
    added_on: addedOn,
    texts: textsOf(source),
  };
}

/** Names that some systems keep for devices stand behind a number, which also keeps equal ones apart. */
export function placeOfFile(index: number, name: string): string {
  const safe = name.replace(/[^\p{L}\p{M}\p{N} ._()-]/gu, "-").replace(/[. ]+$/, "") || "file";
  return `evidence/${String(index + 1).padStart(3, "0")}-${safe}`;
}

/** Who saw what of a case, the first first. */
export async function readViews(
  db: Visit["portal"]["db"],
  caseId: string,
): Promise<CaseExport["views"]> {
  const rows = await db.execute<{ who: string; viewing: keyof typeof viewWords; at: string }>(sql`
    select p.given_name || ' ' || p.family_name as who, v.viewing, v.viewed_at as at
    from case_views v join people p on p.id = v.person_id
    where v.case_id = ${caseId} order by v.viewed_at, v.id`);
  return rows.map(({ who, viewing, at }) => ({
    ...{ who, what: viewWords[viewing] ?? viewing, at: new Date(at).toISOString() },
  }));
}
