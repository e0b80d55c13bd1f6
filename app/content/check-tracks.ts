import { dirname } from "node:path/posix";
import type { Fault } from "./fault.ts";
import type { FrozenClause } from "./frozen-version.ts";
import { clauseOf } from "./known-names.ts";
import type { LessonFile } from "./lesson-file.ts";
import type { OrganizationFile } from "./organization.ts";
import type { PolicyFile } from "./policy-file.ts";

/** Lessons as far as they could be read, and the paths of all of them. */
export type LessonFiles = { read: LessonFile[]; paths: string[] };

/** Notes folders of lessons that are no track, and tracks without a lesson. */
export function checkTracks(
  { organization, yaml }: OrganizationFile,
  lessons: LessonFiles,
  faults: Fault[],
): void {
  const folders = Map.groupBy(lessons.paths, folderOf);
  for (const [folder, [file]] of folders) {
    if (!file || organization.tracks.some(({ id }) => id === folder)) continue;
    const mend = `Move this folder's lessons to a track, or add the track \`${folder}\` to organization.yaml.`;
    faults.push({ file, line: 1, mend });
  }
  for (const [index, { id }] of organization.tracks.entries()) {
    if (folders.has(id)) continue;
    const mend = `Add a lesson to this track, or remove the track: lessons/${id} holds none.`;
    yaml.fault(["tracks", index, "id"], mend);
  }
}

/**
 * Notes each clause of a section that a track must teach whole (`teaches_all_of`) and that none of its
 * lessons teaches. A track is left alone while one of its lessons cannot be read.
 */
export function checkTeaching(
  { organization, teachesAllOf, yaml }: OrganizationFile,
  policy: PolicyFile,
  lessons: LessonFiles,
  faults: Fault[],
): void {
  for (const [index, { id: track }] of organization.tracks.entries()) {
    const taught = taughtIn(track, lessons);
    if (!taught) continue;
    for (const [place, section] of (teachesAllOf.get(track) ?? []).entries()) {
      const clauses = clausesOf(section, policy);
      if (clauses.length === 0) {
        const mend = `Name a section of the policy that has clauses: section \`${section}\` has none.`;
        yaml.fault(["tracks", index, "teaches_all_of", place], mend);
      }
      for (const [id, line] of clauses) {
        if (taught.has(id)) continue;
        const mend = `Teach clause ${id}: add it to \`teaches\` of a lesson in lessons/${track}.`;
        faults.push({ file: policy.path, line, mend });
      }
    }
  }
}

/** Notes clauses that the settings name, of authorizations, exchanges and reports, and the policy does not have. */
export function checkSettingsClauses(
  { organization, yaml }: OrganizationFile,
  clauses: Record<string, FrozenClause>,
): void {
  const { authorizations, exchanges, reports } = organization;
  const named = [
    ...(authorizations ? [{ clause: authorizations.clause, at: ["authorizations"] }] : []),
    ...(exchanges ? [{ clause: exchanges.clause, at: ["exchanges"] }] : []),
    ...(reports?.rules ?? []).map(({ clause }, index) => ({
      clause,
      at: ["reports", "rules", index],
    })),
  ];
  for (const { clause, at } of named) {
    if (clauseOf(clauses, clause)) continue;
    const mend = `Write \`clause\` as the id of a clause of the policy: there is no \`${clause}\`.`;
    yaml.fault([...at, "clause"], mend);
  }
}

function taughtIn(track: string, lessons: LessonFiles): Set<string> | null {
  const paths = lessons.paths.filter((path) => folderOf(path) === track);
  const read = lessons.read.flatMap((lesson) => (lesson.track === track ? [lesson.teaches] : []));
  return read.length === paths.length && !read.includes(null)
    ? new Set(read.flatMap((teaches) => teaches ?? []))
    : null;
}

/** The clauses of section 6 are those whose id is 6 and one more part: 6.preamble, 6.a. */
function clausesOf(section: string, policy: PolicyFile): [string, number][] {
  const depth = section.split(".").length + 1;
  return [...policy.lines].filter(
    ([id]) => id.startsWith(`${section}.`) && id.split(".").length === depth,
  );
}

function folderOf(path: string): string {
  return dirname(path).split("/").at(-1) ?? "";
}
