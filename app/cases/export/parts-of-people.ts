import type { CaseExport, ExportedAct, ExportPerson } from "./case-export.ts";
import { isIn } from "./case-export.ts";

/** Who was part of a case, and in what: a line a person and part, the parties first. */
export function listPeople(exported: CaseExport): { person: ExportPerson; part: string }[] {
  const acts = exported.acts.filter(isIn);
  const lines = [
    ...exported.respondents.map((person) => ({ person, part: "Respondent" })),
    ...exported.witnesses.map((person) => ({ person, part: "Witness" })),
    ...acts.flatMap((act) => {
      const part = partIn(act, acts);
      const person = act.act === "appointed" ? act.person : act.by;
      return part && person ? { person, part } : [];
    }),
  ];
  return lines.filter(
    ({ person, part }, index) =>
      lines.findIndex((one) => one.person.id === person.id && one.part === part) === index,
  );
}

function partIn({ act, about }: ExportedAct, acts: ExportedAct[]): string | null {
  if (act === "opened") return "Opened the case";
  if (act === "appointed") return "Appointed to investigate";
  if (act !== "confirmed") return null;
  const of = acts.find(({ number }) => number === about)?.act;
  if (of === "found") return "Reviewed a finding";
  return of === "proposed" ? "Approved what was proposed" : "Agreed as a second person";
}

/** A name to look for, with who it is. `isFree`: as a reporter called them, which may be no name at all. */
export type Named = { name: string; who: string; isFree: boolean };

/** Names of everybody in a case: its parties, who acted in it, and whom its reports name. */
export function listNames({ respondents, witnesses, acts, reports }: CaseExport): Named[] {
  const is = acts.filter(isIn);
  const investigators = new Set(
    is.flatMap(({ act, person }) => (act === "appointed" ? (person?.id ?? []) : [])),
  );
  const called = (person: ExportPerson, who: string) => ({
    ...{ name: person.name, who, isFree: false },
  });
  return [
    ...respondents.map((one) => called(one, "respondent")),
    ...witnesses.map((one) => called(one, "witness")),
    ...is.map(({ by }) =>
      called(by, investigators.has(by.id) ? "investigates the case" : "handles the case"),
    ),
    ...is.flatMap(({ person }) => (person ? called(person, "named in an act") : [])),
    ...reports
      .filter(isIn)
      .flatMap(({ texts }) => texts)
      .filter(({ label }) => label === "Reporter: Name" || label === "Whom it is about")
      .map(({ words }) => ({ name: words, who: "named in the report", isFree: true })),
  ];
}

/** Words that are in descriptions of people, and no part of a name. */
const plain = new Set(
  "the and with from for who that this his her their our your man woman boy girl guy lady person people someone somebody at in on of by to an a".split(
    " ",
  ),
);

/**
 * What to look for of a name: the whole, and each part of it that has three letters or more. A description ("the man
 * with the ice machine") is looked for as one phrase, with the words in it that are written as names are.
 */
export function partsOfName({ name, isFree }: Named): string[] {
  const words = name.split(/\s+/).filter((word) => (word.match(/\p{L}/gu)?.length ?? 0) > 2);
  const isDescription =
    isFree && (words.length > 4 || name.split(/\s+/).some((word) => plain.has(word.toLowerCase())));
  const parts = words.filter(
    (word) => !plain.has(word.toLowerCase()) && (!isDescription || !/^\p{Ll}/u.test(word)),
  );
  return [name, ...parts];
}
