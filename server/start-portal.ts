import { once } from "node:events";
import type { Server } from "node:http";
import { pulse, whatIsWrong } from "#app/administration/pulse.ts";
import { noteProviders } from "#app/auth/provider/note-providers.ts";
import { startFolding } from "#app/dashboard/folding.ts";
import { openDatabase } from "#app/db.ts";
import { faultInWords } from "#app/describe-fault.ts";
import { startSealing } from "#app/ledger/sealing.ts";
import { whyNoDatabase } from "#app/no-database.ts";
import type { Portal } from "#app/portal.ts";
import { turnDay } from "#app/turn-day.ts";
import { connect, type OpenDatabase } from "./database.ts";
import { seedCases } from "./demo/cases.ts";
import { seedDemo } from "./demo/seed.ts";
import type { Health } from "./http/health.ts";
import { createPortalServer, type Front } from "./http/portal-server.ts";
import { openPortal } from "./open-portal.ts";
import { readContentFiles } from "./read-content-files.ts";
import { watchRoom } from "./room.ts";
import { readSettings, type Settings } from "./settings.ts";
import { tasksOf } from "./tasks.ts";
import { keysInUse, watchKeys } from "./watch-keys.ts";
import { startWorker } from "./worker.ts";

/** What is served: the built application and its files, or Vite's while developing. */
export type Source = Pick<Front, "build" | "files">;

/**
 * Starts the portal: database, migrations, first version and demo where the embedded database is empty,
 * pages, and the sealing loop. Says in one sentence why when it cannot, and ends with status 1.
 */
export async function startPortal(prepare: () => Promise<Source>): Promise<void> {
  try {
    await start(readSettings(process.env), prepare);
  } catch (problem) {
    console.error(`Signpost did not start: ${faultInWords(problem)}`);
    process.exit(1);
  }
}

async function start(settings: Settings, prepare: () => Promise<Source>) {
  const now = () => new Date();
  const source = await prepare();
  const database = await connect(settings);
  try {
    const publicUrl = settings.publicUrl ?? `http://${settings.host}:${settings.port}`;
    const portal = await openPortal(settings, database, { now, publicUrl });
    // By itself Node would print all an error holds, such as the values of a statement that failed.
    process.on("uncaughtException", (problem, origin) => {
      if (origin === "unhandledRejection" && isOfTheDriver(problem)) {
        portal.log.warn({ err: problem }, "A new connection to the database failed.");
        return;
      }
      portal.log.fatal({ err: problem }, "The portal ended: nobody expected this.");
      process.exit(1);
    });
    if (portal.demo) await fillDemo(portal, settings, database);
    const sealing = startSealing(database.owner, portal.keys, {
      now,
      onError: (problem) =>
        portal.log.error({ err: problem }, "Sealing failed; it is tried again."),
    });
    const folding = startFolding(database.owner, {
      onError: (problem) =>
        portal.log.error({ err: problem }, "Folding counts failed; it is tried again."),
    });
    await noteProviders(portal);
    await turnDay(portal);
    const worker = await startWorker(database, tasksOf(portal), {
      log: portal.log,
      keysInUse: () => keysInUse(portal),
    });
    const watching = watchKeys(portal, settings.keysFolder, {
      onRead: worker.beat,
      onError: (problem) =>
        portal.log.error({ err: problem }, "The key files were changed and cannot be read."),
    });
    const tidying = setInterval(() => portal.sessions.forgetEnded().catch(() => {}), 3_600_000);
    const whyNoRoom = watchRoom(database.owner);
    const server = createPortalServer({
      portal,
      ...source,
      health: () => health(database, whyNoRoom),
      trustedProxies: settings.trustedProxies,
    });
    await listen(server, settings);
    greet(portal);
    stopOnSignal(async () => {
      clearInterval(tidying);
      server.close();
      server.closeIdleConnections();
      await watching.stop();
      await worker.stop();
      await sealing.stop();
      await folding.stop();
      await database.close(true);
    });
  } catch (problem) {
    await database.close();
    throw problem;
  }
}

/**
 * The driver reads the types of the database with each new connection, and nobody awaits that (porsager/postgres#1192):
 * where the database is away or slow just then, that is no reason to end. Who asked for something is told by itself.
 */
function isOfTheDriver(problem: Error): boolean {
  const isCancelled = (problem as { code?: string }).code === "57014";
  return isCancelled || whyNoDatabase(problem) !== null;
}

async function listen(server: Server, { host, port }: Settings): Promise<void> {
  server.listen(port, host);
  await once(server, "listening").catch((problem: NodeJS.ErrnoException) => {
    throw problem.code === "EADDRINUSE"
      ? new Error(`Port ${port} is in use. Stop what uses it, or choose another with PORT=…`)
      : problem;
  });
}

async function fillDemo(portal: Portal, settings: Settings, { owner }: OpenDatabase) {
  if (await portal.shelf.inForce(portal.now())) return;
  const read = await readContentFiles(settings.contentFolder);
  if (!("faults" in read)) {
    // As the owner: in nobody's name the portal's role grants nothing.
    await seedDemo({ ...portal, db: openDatabase(owner) }, read);
    return seedCases(portal);
  }
  throw new Error(
    `The content has ${read.faults.length} faults, and nothing is published yet. Run npm run content:check.`,
  );
}

async function health(
  { owner }: OpenDatabase,
  whyNoRoom: () => Promise<string | null>,
): Promise<Health> {
  const reason = await whyNoRoom();
  const [row] = await owner`select read_pulse() as pulse`;
  const found = pulse.parse(row?.pulse);
  const wrong = [...(reason ? [reason] : []), ...whatIsWrong(found)];
  const { seal: latestSeal, unsealed } = found;
  return { healthy: wrong.length === 0, wrong, ledger: { latestSeal, unsealed } };
}

function greet({ publicUrl, demo }: Portal) {
  console.log(`\nSignpost is open at ${publicUrl}\n`);
  if (!demo) return;
  console.log(`Demo people, all with the password: ${demo.password}\n`);
  for (const { signIn, name, stands } of demo.people) {
    console.log(`  ${signIn.padEnd(26)} ${name.padEnd(16)} ${stands}`);
  }
  console.log(
    `\nA report to come back to at /report/follow-up, by its code: ${demo.receiptCode}\n`,
  );
}

function stopOnSignal(stop: () => Promise<void>) {
  let stopping = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      stop().finally(() => process.exit(0));
    });
  }
}
