import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** When a file, or anything inside a folder, was changed last: milliseconds of the epoch, 0 if it is not there. */
export async function newestChange(path: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  if (!found?.isDirectory()) return found?.mtimeMs ?? 0;
  const inside = await readdir(path, { recursive: true });
  const changes = await Promise.all(inside.map((name) => changedAt(join(path, name))));
  return Math.max(found.mtimeMs, ...changes);
}

async function changedAt(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}
