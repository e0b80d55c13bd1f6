import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { projectFolder } from "#server/settings.ts";

/** Runs one of the project's commands as npm would, called from `folder`. */
export async function runCommand(
  command: string,
  flags: string[],
  { folder, env = {} }: { folder: string; env?: Record<string, string> },
): Promise<{ status: number; said: string; complained: string }> {
  const child = spawn(
    `${projectFolder}/node_modules/.bin/node`,
    [`${projectFolder}/server/commands/${command}.ts`, ...flags],
    {
      cwd: projectFolder,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, INIT_CWD: folder, SIGNPOST_HOME: folder, ...env },
    },
  );
  const [said, complained, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  return { status, said, complained };
}
