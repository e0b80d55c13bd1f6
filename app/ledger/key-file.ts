import { randomUUID } from "node:crypto";
import { chmod, link, mkdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { flushFolder, writeThrough } from "#app/write-through.ts";

/** The text of a file, or null when there is none. Other trouble (rights, a broken disk) is thrown. */
export async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (problem) {
    if (isCode(problem, "ENOENT")) return null;
    throw problem;
  }
}

/**
 * Creates a secret file, whole or not at all, readable by its owner only. When another process was
 * quicker, its file stays and this text is dropped: read the file afterwards to learn which it is.
 */
export async function createSecretFile(path: string, text: string): Promise<void> {
  // Unlike a rename, a link never replaces a file that is already there.
  await putInPlace(path, text, (draft) =>
    link(draft, path).catch((problem) => {
      if (!isCode(problem, "EEXIST")) throw problem;
    }),
  );
}

/** Replaces a secret file: after a crash there is the old one or the new one, whole. */
export async function replaceSecretFile(path: string, text: string): Promise<void> {
  await putInPlace(path, text, (draft) => rename(draft, path));
}

async function putInPlace(
  path: string,
  text: string,
  put: (draft: string) => Promise<void>,
): Promise<void> {
  const folder = dirname(path);
  await mkdir(dirname(folder), { recursive: true });
  await mkdir(folder, { mode: 0o700 }).catch((problem) => {
    if (!isCode(problem, "EEXIST")) throw problem;
  });
  await chmod(folder, 0o700);
  const draft = join(folder, `.${randomUUID()}.draft`);
  try {
    await writeThrough(draft, text);
    await put(draft);
  } finally {
    await rm(draft, { force: true });
  }
  await flushFolder(folder);
}

function isCode(problem: unknown, code: string): boolean {
  return problem instanceof Error && "code" in problem && problem.code === code;
}
