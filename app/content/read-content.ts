import { basename } from "node:path";
import { stop } from "esbuild";
import { checkClauses, checkRepeats } from "./check-lessons.ts";
import {
  checkSettingsClauses,
  checkTeaching,
  checkTracks,
  type LessonFiles,
} from "./check-tracks.ts";
import { type Fault, inReadingOrder } from "./fault.ts";
import type { FrozenContent, FrozenTrack, Organization } from "./frozen-version.ts";
import { type LessonFile, readLesson } from "./lesson-file.ts";
import { readLetter } from "./letter-file.ts";
import { letterKinds } from "./letter-kinds.ts";
import { readOrganization } from "./organization.ts";
import { readPolicy } from "./policy-file.ts";
import { readSourceFiles, sourceDigestOf } from "./source-files.ts";
import { readTitledFile } from "./titled-file.ts";

/** Either everything a version holds, with the digest of the files it was read from, or each fault. */
export type ReadContent = { content: FrozenContent; sourceDigest: string } | { faults: Fault[] };

/** When the portal tells people what it keeps: before they set up their sign-in, a lesson, a report. */
const occasions = ["set-up", "training", "report", "advice", "notices"];

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
  const noteMissing = (path: string) => {
    if (files.has(path) || faults.some(({ file }) => file === path)) return;
    const mend = "Write this file: content/README.md says what it holds.";
    faults.push({ file: path, line: 1, mend });
  };
  const readOne = async <Found>(
    path: string,
    read: (text: string, path: string) => Found | Promise<Found>,
  ) => {
    noteMissing(path);
    const text = files.get(path);
    return text === undefined ? null : await read(text, path);
  };
  const filesBelow = (path: string) =>
    [...files].filter(([file]) => file.startsWith(`${root}/${path}/`));

  const organizationFile = await readOne(`${root}/organization.yaml`, (text, path) =>
    readOrganization(text, path, faults),
  );
  const organization = organizationFile?.organization ?? null;
  const nothing = { organization, clauses: null, scenarios: null };
  const policyFile = await readOne(`${root}/policy/policy.mdx`, (text, path) =>
    readPolicy(text, path, nothing, faults),
  );
  const known = { ...nothing, clauses: policyFile?.clauses ?? null };
  const statement = await readOne(`${root}/policy/statement.mdx`, (text, path) =>
    readTitledFile(text, path, "statement", known, faults),
  );

  for (const occasion of occasions) noteMissing(`${root}/privacy/${occasion}.mdx`);
  const privacy: FrozenContent["privacy"] = {};
  for (const [path, text] of filesBelow("privacy")) {
    const notice = await readTitledFile(text, path, "privacy", known, faults);
    if (notice) privacy[basename(path, ".mdx")] = { title: notice.title, html: notice.html };
  }

  for (const kind of Object.keys(letterKinds)) noteMissing(`${root}/letters/${kind}.mdx`);
  const letters: FrozenContent["letters"] = {};
  for (const [path, text] of filesBelow("letters")) {
    const read = await readLetter(text, path, known, faults);
    if (read) letters[read.kind] = read.letter;
  }

  const lessonTexts = filesBelow("lessons");
  const lessons: LessonFiles = { read: [], paths: lessonTexts.map(([path]) => path) };
  for (const [path, text] of lessonTexts) {
    const lesson = await readLesson(text, path, known, faults);
    if (lesson) lessons.read.push(lesson);
  }

  checkRepeats(lessons.read, faults);
  const { clauses } = known;
  if (clauses) for (const lesson of lessons.read) checkClauses(lesson, clauses);
  if (organizationFile) checkTracks(organizationFile, lessons, faults);
  if (organizationFile && policyFile?.clauses) {
    checkTeaching(organizationFile, policyFile, lessons, faults);
    checkSettingsClauses(organizationFile, policyFile.clauses);
  }

  const policy = policyFile?.policy;
  if (faults.length > 0 || !organization || !policy || !statement) {
    return { faults: inReadingOrder(faults) };
  }
  const tracks = freezeTracks(organization, lessons.read);
  const content = {
    ...({ format: 1, policy, statement, privacy, letters, organization, tracks } as const),
  };
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
