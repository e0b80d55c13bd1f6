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

/**
 * What stands in a folder, as a text that is another one after any change: also after files were put back
 * with the times they had.
 */
export async function stateOf(folder: string): Promise<string> {
  const inside = await readdir(folder, { recursive: true }).catch(() => []);
  const states = await Promise.all(
    inside.sort().map((name) =>
      stat(join(folder, name)).then(
        ({ size, mtimeMs, ctimeMs }) => `${name} ${size} ${mtimeMs} ${ctimeMs}`,
        () => name,
      ),
    ),
  );
  return states.join("\n");
}

async function changedAt(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}
