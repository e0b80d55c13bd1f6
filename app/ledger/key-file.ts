import { randomUUID } from "node:crypto";
import { chmod, link, mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

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
  await flush(folder);
}

async function writeThrough(path: string, text: string): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A new name in a folder survives a power cut once the folder itself is on the disk. */
async function flush(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isCode(problem: unknown, code: string): boolean {
  return problem instanceof Error && "code" in problem && problem.code === code;
}
