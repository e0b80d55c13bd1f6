import { backUp } from "#server/backup/back-up.ts";
import { restore } from "#server/backup/restore.ts";

/**
 * Backs up or restores in a process of its own, and stands still after the table STOP_AFTER, with all it holds:
 * to be killed there.
 */
const [way, ownerUrl = "", folder = "", keysFolder = ""] = process.argv.slice(2);
const told = async ({ name }: { name: string }) => {
  if (name !== process.env.STOP_AFTER) return;
  process.stdout.write("standing still\n");
  await new Promise(() => {});
};
if (way === "back-up") await backUp(ownerUrl, folder, { told });
else await restore(ownerUrl, { folder, keysFolder }, told);
