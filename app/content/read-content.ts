import { basename } from "node:path";
import { stop } from "esbuild";
import { checkClauses, checkRepeats, checkTeaching, checkTracks } from "./check.ts";
import { type Fault, inReadingOrder } from "./fault.ts";
import type { FrozenContent, FrozenTrack, Organization } from "./frozen-version.ts";
import { type LessonFile, readLesson } from "./lesson-file.ts";
import { readOrganization } from "./organization.ts";
import { readPolicy } from "./policy-file.ts";
import { readSourceFiles, sourceDigestOf } from "./source-files.ts";
import { readTitledFile } from "./titled-file.ts";

/** Either everything a version holds, with the digest of the files it was read from, or each fault. */
export type ReadContent = { content: FrozenContent; sourceDigest: string } | { faults: Fault[] };

/** When the portal tells people what it keeps: before they set up their sign-in, before a lesson. */
const occasions = ["set-up", "training"];

/**
 * Reads a content folder, checks every file and how they fit together, and renders the words. Faults come
 * all at once, in the order of the files. Nothing that stands in a file is ever executed.
 */
export async function readContent(folder: string): Promise<ReadContent> {
  readers++;
  try {
    return await readAll(folder);
  } finally {
    // The compiler runs as a process of its own, which would otherwise stay as long as the portal.
    if (--readers === 0) await stop();
  }
}

let readers = 0;

async function readAll(folder: string): Promise<ReadContent> {
  const { files, faults } = await readSourceFiles(folder);
  const root = basename(folder);
  const need = (path: string) => {
    const text = files.get(path) ?? null;
    if (text === null && !faults.some(({ file }) => file === path)) {
      const mend = "Write this file: content/README.md says what it holds.";
      faults.push({ file: path, line: 1, mend });
    }
    return text;
  };
  const filesBelow = (path: string) =>
    [...files].filter(([file]) => file.startsWith(`${root}/${path}/`));

  const organizationPath = `${root}/organization.yaml`;
  const organizationText = need(organizationPath);
  const organizationFile =
    organizationText === null ? null : readOrganization(organizationText, organizationPath, faults);
  const organization = organizationFile?.organization ?? null;

  const policyPath = `${root}/policy/policy.mdx`;
  const policyText = need(policyPath);
  const nothingKnown = { organization, clauses: null, scenarios: null };
  const policyFile =
    policyText === null ? null : await readPolicy(policyText, policyPath, nothingKnown, faults);
  const known = { ...nothingKnown, clauses: policyFile?.clauses ?? null };

  const statementPath = `${root}/policy/statement.mdx`;
  const statementText = need(statementPath);
  const statement =
    statementText === null
      ? null
      : await readTitledFile(statementText, statementPath, "statement", known, faults);

  for (const occasion of occasions) need(`${root}/privacy/${occasion}.mdx`);
  const privacy: FrozenContent["privacy"] = {};
  for (const [path, text] of filesBelow("privacy")) {
    const notice = await readTitledFile(text, path, "privacy", known, faults);
    if (notice) privacy[basename(path, ".mdx")] = notice;
  }

  const lessons: LessonFile[] = [];
  for (const [path, text] of filesBelow("lessons")) {
    const lesson = await readLesson(text, path, known, faults);
    if (lesson) lessons.push(lesson);
  }

  checkRepeats(lessons, faults);
  if (policyFile?.clauses) {
    for (const lesson of lessons) checkClauses(lesson, policyFile.clauses);
  }
  if (organizationFile) {
    const lessonPaths = filesBelow("lessons").map(([path]) => path);
    checkTracks(organizationFile, organizationPath, lessonPaths, faults);
    if (policyFile?.clauses) {
      checkTeaching(organizationFile, organizationPath, policyFile, policyPath, lessons, faults);
    }
  }

  const policy = policyFile?.policy;
  if (faults.length > 0 || !organization || !policy || !statement) {
    return { faults: inReadingOrder(faults) };
  }
  const tracks = freezeTracks(organization, lessons);
  const content = { format: 1, policy, statement, privacy, organization, tracks } as const;
  return { content, sourceDigest: sourceDigestOf(files) };
}

function freezeTracks(organization: Organization, lessons: LessonFile[]): FrozenTrack[] {
  return organization.tracks.map((track) => ({
    ...track,
    lessons: lessons
      .filter((lesson) => lesson.track === track.id)
      .toSorted((one, other) => one.number - other.number)
      .flatMap(({ lesson }) => lesson ?? []),
  }));
}
