import { dirname } from "node:path/posix";
import type { Fault } from "./fault.ts";
import type { FrozenClause } from "./frozen-version.ts";
import { clauseOf } from "./known-names.ts";
import type { LessonFile } from "./lesson-file.ts";
import type { OrganizationFile } from "./organization.ts";
import type { PolicyFile } from "./policy-file.ts";
import { countWords, isVerbatim } from "./quote.ts";

/** Notes what is wrong between the lessons: addresses, numbers and scenario ids that stand twice. */
export function checkRepeats(lessons: LessonFile[], faults: Fault[]): void {
  const noteRepeat = (
    place: (lesson: LessonFile) => string,
    mend: (lesson: LessonFile, first: LessonFile) => string,
  ) => {
    for (const lesson of lessons) {
      const first = lessons.find((one) => place(one) === place(lesson));
      if (first && first !== lesson)
        faults.push({ file: lesson.path, line: 1, mend: mend(lesson, first) });
    }
  };
  noteRepeat(
    ({ slug }) => slug,
    ({ slug }, first) =>
      `Give this file another name: ${first.path} has the address \`${slug}\` too.`,
  );
  noteRepeat(
    ({ track, number }) => `${track}/${number}`,
    (_, first) => `Give this file another number: ${first.path} has it too.`,
  );

  const places = new Map<string, string>();
  for (const { path, scenarios, front } of lessons) {
    for (const { id, index } of scenarios) {
      const line = front.lineOf(["scenarios", index, "id"]);
      const first = places.get(id);
      const mend = `Give this scenario another id: \`${id}\` stands at ${first} too.`;
      if (first) faults.push({ file: path, line, mend });
      else places.set(id, `${path}:${line}`);
    }
  }
}

/** Notes clauses that a lesson names and the policy has not, and quotes that are not its words. */
export function checkClauses(lesson: LessonFile, clauses: Record<string, FrozenClause>): void {
  const { front } = lesson;
  lesson.teaches?.forEach((id, index) => {
    if (clauseOf(clauses, id)) return;
    front.fault(["teaches", index], `Teach a clause of the policy: there is no clause \`${id}\`.`);
  });
  for (const scenario of lesson.scenarios) {
    for (const { index, clause: id, quote } of scenario.choices) {
      const path = ["scenarios", scenario.index, "choices", index];
      const clause = clauseOf(clauses, id);
      if (!clause) {
        front.fault(
          [...path, "clause"],
          `Name a clause of the policy: there is no clause \`${id}\`.`,
        );
      } else if (!isVerbatim(quote, clause.text)) {
        const mend = `Quote clause ${id} word for word: “${quote}” does not stand in it.`;
        front.fault([...path, "quote"], mend);
      } else if (countWords(quote) < 3) {
        front.fault([...path, "quote"], `Quote three words or more of clause ${id}.`);
      }
    }
  }
}

/** Notes folders of lessons that are no track, and tracks without a lesson. */
export function checkTracks(
  { organization, lineOf }: OrganizationFile,
  organizationPath: string,
  lessonPaths: string[],
  faults: Fault[],
): void {
  const firstPaths = new Map<string, string>();
  for (const path of lessonPaths) {
    const folder = dirname(path).split("/").at(-1) ?? "";
    if (!firstPaths.has(folder)) firstPaths.set(folder, path);
  }
  for (const [folder, file] of firstPaths) {
    if (organization.tracks.some(({ id }) => id === folder)) continue;
    const mend = `Move this folder's lessons to a track, or add the track \`${folder}\` to organization.yaml.`;
    faults.push({ file, line: 1, mend });
  }
  organization.tracks.forEach(({ id }, index) => {
    if (firstPaths.has(id)) return;
    const line = lineOf(["tracks", index, "id"]);
    const mend = `Add a lesson to this track, or remove the track: lessons/${id} holds none.`;
    faults.push({ file: organizationPath, line, mend });
  });
}

/**
 * Notes each clause of a section that a track must teach whole (`teaches_all_of`) and that none of its
 * lessons teaches. The clauses of section 6 are those whose id is 6 and one more part: 6.preamble, 6.a.
 */
export function checkTeaching(
  { teachesAllOf, organization, lineOf }: OrganizationFile,
  organizationPath: string,
  policy: PolicyFile,
  policyPath: string,
  lessons: LessonFile[],
  faults: Fault[],
): void {
  organization.tracks.forEach(({ id: track }, index) => {
    const ofTrack = lessons.filter((lesson) => lesson.track === track);
    if (ofTrack.some(({ teaches }) => teaches === null)) return;
    const taught = new Set(ofTrack.flatMap(({ teaches }) => teaches ?? []));
    for (const [place, section] of (teachesAllOf.get(track) ?? []).entries()) {
      const clauses = [...policy.lines].filter(
        ([id]) => id.startsWith(`${section}.`) && !id.slice(section.length + 1).includes("."),
      );
      for (const [id, line] of clauses) {
        if (taught.has(id)) continue;
        const mend = `Teach clause ${id}: add it to \`teaches\` of a lesson in lessons/${track}.`;
        faults.push({ file: policyPath, line, mend });
      }
      if (clauses.length > 0) continue;
      const line = lineOf(["tracks", index, "teaches_all_of", place]);
      const mend = `Name a section of the policy that has clauses: section \`${section}\` has none.`;
      faults.push({ file: organizationPath, line, mend });
    }
  });
}
