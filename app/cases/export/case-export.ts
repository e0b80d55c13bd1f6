// What an export of a case holds, as `case.json` says it. The page and the letters are written from it alone.
import type { Json } from "../../ledger/canonical.ts";
import type { CaseActName } from "../case-act.ts";
import type { CaseStage, FindingOutcome, Measure } from "../case-file.ts";

export type ExportKind = "whole" | "severed";

/** Words of the case under what they are called: what HR may sever. */
export type ExportText = { label: string; words: string };

/** Somebody, as the case names them. In a severed export `id` is of that export alone, and `handle`, their number, null. */
export type ExportPerson = { id: string; name: string; handle: string | null };

export type ExportedAct = {
  number: number;
  act: CaseActName;
  /** "Tom Baker appointed Ingrid Vance to investigate". */
  sentence: string;
  by: ExportPerson;
  at: string;
  on: string;
  about: number | null;
  person: ExportPerson | null;
  choice: string | null;
  due_on: string | null;
  texts: ExportText[];
  /** What a finding rests on: acts, and files by the place they have in the list. */
  rests_on: { acts: number[]; files: string[] } | null;
  letter: { subject: string; words: string; file: string } | null;
  /** What the ledger binds beside the above: enough to work out the digest of the act. */
  bound: { form_id: string; details: Json; words_sha256: string | null };
  /** Where its ledger record stands. */
  ledger: string;
};

/** Something left out of a severed export whole, and why. */
type LeftOut = { ground: string };

export type ExportedFile = {
  id: string;
  /** Where it stands in the export. */
  file: string;
  name: string;
  media_type: string;
  size: number;
  sha256: string;
  added_by: string;
  added_on: string;
  /** Where it comes from, and what it shows. */
  texts: ExportText[];
};

export type ExportedReport = {
  number: string;
  kind: string;
  filed_on: string;
  texts: ExportText[];
};

export type ExportedAllegation = {
  number: number;
  respondent: ExportPerson;
  policy: string;
  version: number;
  clause: string;
  /** "section 6, third guideline (6.c)". */
  cited: string;
  /** The clause as that version has it. */
  quoted: string;
  posted_from: string;
  posted_until: string;
  is_off_duty: boolean;
  /** What the respondent had acknowledged, learned and was authorized to say by the day of the post. */
  standing: ExportText[];
};

export type CaseExport = {
  signpost_case: 1;
  kind: ExportKind;
  issuer: string;
  number: string;
  made_by: string;
  made_at: string;
  locale: string;
  time_zone: string;
  stage: CaseStage;
  respondents: ExportPerson[];
  witnesses: ExportPerson[];
  allegations: ExportedAllegation[];
  findings: { number: number; allegation: number; outcome: FindingOutcome }[];
  discipline: {
    number: number;
    respondent: ExportPerson;
    measure: Measure;
    days: number | null;
    is_paid: boolean | null;
    sunset_on: string | null;
    grounds: number[];
  }[];
  acts: (ExportedAct | ({ number: number } & LeftOut))[];
  reports: (ExportedReport | ({ number: string } & LeftOut))[];
  evidence: (ExportedFile | ({ position: number } & LeftOut))[];
  views: { who: string; what: string; at: string }[];
};

/** Whether something stands in the export, and was not left out. */
export function isIn<T extends object>(one: T): one is Exclude<T, LeftOut> {
  return !("ground" in one);
}
