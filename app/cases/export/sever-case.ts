import type { CaseExport, ExportPerson } from "./case-export.ts";
import { isIn } from "./case-export.ts";
import { numberPeople } from "./number-people.ts";
import { type Named, partsOfName } from "./parts-of-people.ts";
import { type Mark, markOf, placesOf, type Removed, severTexts, spansOf } from "./sever.ts";

/** A file, a report or an act of a case, as something to include or to leave out: `evidence:<id>`, `act:12`. */
type PartName = string;

/** What HR decided about a severed export. By part: the ground on which it is left out; null: it is included. */
export type Severing = { marks: Mark[]; parts: Map<PartName, string | null> };

/** What a severed export says of what is not in it. */
export type RemovedList = {
  /** Says that nobody claims to have found every name. */
  note: string;
  passages: { where: string; ground: string; lengths: number[] }[];
  left_out: { what: string; ground: string }[];
};

/**
 * Not a promise: whoever made the export looked through it, and a machine found the places where names stand.
 */
export const noClaim =
  "What was removed is gone from every file of this export, and stands nowhere under the marks. Whoever made it " +
  "looked for names and other personal words, and does not claim to have found every one.";

/**
 * A case severed: what is left out is gone with all that belongs to it, then marked words are taken out of every text
 * that stays. Handles go too: they are numbers and addresses of people. So do ids of people, at the end: within this
 * export somebody is "person-1".
 */
export function severCase(
  whole: CaseExport,
  { marks, parts }: Severing,
): { exported: CaseExport; removed: RemovedList } {
  const groundOf = (part: PartName) => parts.get(part) ?? null;
  const left: RemovedList["left_out"] = [];
  const leave = (what: string, ground: string) => {
    left.push({ what, ground });
    return { ground };
  };
  const goneActs = actsLeftOut(whole, parts);
  const acts = whole.acts.map((act) => {
    const gone = goneActs.get(act.number);
    if (!gone || !isIn(act)) return isIn(act) ? { ...act, ...withoutHandles(act) } : act;
    const what = gone.because ? `, as act ${gone.because} is` : "";
    return { number: act.number, ...leave(`Act ${act.number}${what}`, gone.ground) };
  });
  const stays = ({ number }: { number: number }) => !goneActs.has(number);
  const unnamed = namesLeftOut(whole, goneActs);
  const goneFiles = new Map<string, string>();
  const evidence = whole.evidence.map((file, index) => {
    const ground = isIn(file) ? groundOf(`evidence:${file.id}`) : null;
    if (!ground || !isIn(file)) return file;
    goneFiles.set(file.file, `file ${index + 1}`);
    return { position: index + 1, ...leave(`File ${index + 1}`, ground) };
  });
  const reports = whole.reports.map((report) => {
    const ground = groundOf(`report:${report.number}`);
    return ground && isIn(report)
      ? { number: report.number, ...leave(`Report ${report.number}`, ground) }
      : report;
  });
  const kept: CaseExport = {
    ...whole,
    ...{ kind: "severed", acts, reports, evidence },
    respondents: whole.respondents.map(withoutHandle),
    witnesses: whole.witnesses.filter((one) => isNamed(one, acts)).map(withoutHandle),
    allegations: whole.allegations.filter(stays).map((one) => ({
      ...{ ...one, respondent: withoutHandle(one.respondent) },
    })),
    findings: whole.findings.filter(stays),
    discipline: whole.discipline.filter(stays).map((one) => ({
      ...{ ...one, respondent: withoutHandle(one.respondent) },
    })),
  };
  const { exported, removed } = severTexts(kept, [...marks, ...unnamed]);
  const files = exported.evidence.map(renamed);
  const placeNow = new Map(goneFiles);
  for (const [index, file] of files.entries()) {
    const before = whole.evidence[index];
    if (before && isIn(before) && isIn(file)) placeNow.set(before.file, file.file);
  }
  return {
    exported: numberPeople({
      ...exported,
      evidence: files,
      acts: exported.acts.map((act) => restsOn(act, placeNow)),
    }),
    removed: { note: noClaim, passages: removed.map(passageOf), left_out: left },
  };
}

/** Why an act is left out; `because`: the act it cannot stand without; null: somebody left it out itself. */
type ActLeftOut = { ground: string; because: number | null };

/**
 * By number, the acts that are left out: those of which HR said so, and with an allegation its findings, with a finding
 * the discipline that rests on it, and with discipline the decision that issued it.
 */
export function actsLeftOut(
  { acts, findings, discipline }: CaseExport,
  parts: Severing["parts"],
): Map<number, ActLeftOut> {
  const gone = new Map<number, ActLeftOut>();
  for (const act of acts) {
    if (!isIn(act)) continue;
    const { number, about } = act;
    const needed = [
      ...findings.flatMap((one) => (one.number === number ? one.allegation : [])),
      ...discipline.flatMap((one) => (one.number === number ? one.grounds : [])),
      ...(act.act === "issued" && about !== null ? [about] : []),
    ];
    const because = needed.find((one) => gone.has(one)) ?? null;
    const ground = parts.get(`act:${number}`);
    if (ground) gone.set(number, { ground, because: null });
    else if (because !== null)
      gone.set(number, { ground: gone.get(because)?.ground ?? "", because });
  }
  return gone;
}

const isNaming = (act: string) => act === "respondent-named" || act === "party-named";

/** Whether an act that stays names somebody as a party. */
const isNamed = ({ id }: ExportPerson, acts: CaseExport["acts"]) =>
  acts.some((one) => isIn(one) && isNaming(one.act) && one.person?.id === id);

/** The name of each party whose naming is left out, as a mark: it goes wherever it stands. */
export function namesLeftOut(whole: CaseExport, gone: Map<number, ActLeftOut>): Mark[] {
  const stay = whole.acts.filter(({ number }) => !gone.has(number));
  return whole.acts.flatMap((one) => {
    const ground = gone.get(one.number)?.ground;
    return ground && isIn(one) && isNaming(one.act) && one.person && !isNamed(one.person, stay)
      ? [{ id: 0, words: one.person.name, ground }]
      : [];
  });
}

/** A finding names files where they stand now: their names may have been severed. */
function restsOn(act: CaseExport["acts"][number], placeNow: Map<string, string>) {
  if (!isIn(act) || !act.rests_on) return act;
  const files = act.rests_on.files.map((file) => placeNow.get(file) ?? "a file");
  return { ...act, rests_on: { ...act.rests_on, files } };
}

const withoutHandle = (person: ExportPerson): ExportPerson => ({ ...person, handle: null });

const withoutHandles = ({ by, person }: { by: ExportPerson; person: ExportPerson | null }) => ({
  ...{ by: withoutHandle(by), person: person && withoutHandle(person) },
});

const passageOf = ({ where, ground, lengths }: Removed) => ({ where, ground, lengths });

/** A file out of whose name something was removed stands under its number alone. */
function renamed(file: CaseExport["evidence"][number], index: number) {
  if (!isIn(file) || !file.name.includes(markOf("").slice(0, -1))) return file;
  const ending = /\.[a-z0-9]{1,5}$/i.exec(file.file)?.[0] ?? "";
  return { ...file, file: `evidence/${String(index + 1).padStart(3, "0")}-file${ending}` };
}

/** Where a name, or a part of one, still stands in what would be exported; `who`: whose it is. */
export type NameLeft = { name: string; found: string; who: string; where: string[] };

/**
 * Every place in an export where names still stand: whole names and parts of them; short parts ("Al") are left to the
 * eye of who looks.
 */
export function listNamesLeft(exported: CaseExport, names: Named[]): NameLeft[] {
  const places = placesOf(exported);
  const seen = new Set<string>();
  return names.flatMap((named) =>
    partsOfName(named).flatMap((found) => {
      if (seen.has(found.toLowerCase())) return [];
      seen.add(found.toLowerCase());
      const where = places
        .filter(({ words }) => spansOf(found, words).length > 0)
        .map((place) => place.where);
      const { name, who } = named;
      return where.length > 0 ? [{ name, found, who, where: [...new Set(where)] }] : [];
    }),
  );
}
