import { execFile } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import postgres from "postgres";
import { startEmbeddedPostgres } from "#server/embedded-postgres.ts";
import { startPortal } from "./running-portal.ts";

const run = promisify(execFile);

/** Where the folder stands that the first start of a run left. */
const place = "SIGNPOST_FIRST_START";

/**
 * Starts a portal as somebody does who has just got it: it makes its database, publishes, and lets the demo people in,
 * which takes a dozen times as long as any later start. What it leaves every other portal of the run begins with.
 */
export default async function startFirst() {
  const first = await startPortal();
  const { superuserUrl } = await startEmbeddedPostgres(first.home);
  const superuser = postgres(superuserUrl, { max: 1, onnotice: () => {} });
  // Nobody pulls the plug of these.
  await superuser.unsafe("alter system set fsync = off");
  await superuser.end();
  await first.pause();
  process.env[place] = first.home;
  return () => rm(first.home, { recursive: true, force: true });
}

/** A folder of its own, as the first start left it. */
export async function afterFirstStart(): Promise<{ home: string }> {
  const home = await mkdtemp(join(tmpdir(), "signpost-run-"));
  await chmod(home, 0o711);
  // The database's files belong to the user that it runs as, and stay theirs.
  await run("cp", ["-a", `${process.env[place]}/.`, home]);
  await rm(join(home, "postgres-port"));
  return { home };
}
