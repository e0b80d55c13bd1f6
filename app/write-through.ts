import { open } from "node:fs/promises";

/** Writes a new file that only its owner reads, down to the disk. Throws when there is one of that name. */
export async function writeThrough(path: string, text: string): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** New names in a folder survive a power cut once the folder itself is on the disk. */
export async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
