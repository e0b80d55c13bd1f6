import { once } from "node:events";
import pino from "pino";
import { readContent } from "#app/content/read-content.ts";
import { startSealing } from "#app/ledger/sealing.ts";
import type { Portal } from "#app/portal.ts";
import { buildWhenStale } from "./build.ts";
import { connect, type OpenDatabase } from "./database.ts";
import { seedDemo } from "./demo/seed.ts";
import { builtFiles } from "./files.ts";
import { createPortalServer } from "./http/portal-server.ts";
import { openPortal } from "./open-portal.ts";
import { projectFolder, readSettings, type Settings } from "./settings.ts";

/** `npm start`: build, database, migrations, first version and demo where it is empty, serve, seal. */
async function start(settings: Settings) {
  const log = pino({ level: settings.logLevel });
  const now = () => new Date();
  await buildWhenStale();
  const database = await connect(settings);
  try {
    const publicUrl = settings.publicUrl ?? `http://${settings.host}:${settings.port}`;
    const portal = await openPortal(settings, database, { now, publicUrl });
    if (portal.demo) await fillDemo(portal, settings);
    const sealing = startSealing(database.owner, portal.keys, {
      now,
      onError: (problem) => log.error({ problem }, "Sealing failed; it is tried again."),
    });
    const server = createPortalServer({
      portal,
      build: await import(`${projectFolder}/build/server/index.js`),
      files: builtFiles(),
      health: () => health(database),
      trustedProxies: settings.trustedProxies,
      log,
    });
    server.listen(settings.port, settings.host);
    await once(server, "listening");
    greet(portal);
    stopOnSignal(async () => {
      server.close();
      server.closeIdleConnections();
      await sealing.stop();
      await database.close(true);
    });
  } catch (problem) {
    await database.close();
    throw problem;
  }
}

async function fillDemo(portal: Portal, settings: Settings) {
  const read = await readContent(settings.contentFolder);
  if (!("faults" in read)) return seedDemo(portal, read);
  if (await portal.shelf.inForce(portal.now())) return;
  throw new Error(
    `The content has faults, and nothing is published yet. \`npm run content:check\` names all ${read.faults.length}.`,
  );
}

async function health({ portal }: OpenDatabase) {
  const [row] = await portal`
    select (select count(*)::int from ledger_unsealed) as unsealed,
      (select max(number) from ledger_seals) as seal`;
  return { healthy: true, ledger: { latestSeal: row?.seal ?? null, unsealed: row?.unsealed ?? 0 } };
}

function greet({ publicUrl, demo }: Portal) {
  console.log(`\nSignpost is open at ${publicUrl}\n`);
  if (!demo) return;
  console.log(`Demo people, all with the password: ${demo.password}\n`);
  for (const { signIn, name, stands } of demo.people) {
    console.log(`  ${signIn.padEnd(26)} ${name.padEnd(16)} ${stands}`);
  }
  console.log("");
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

try {
  await start(readSettings(process.env));
} catch (problem) {
  console.error(`Signpost did not start: ${(problem as Error).message}`);
  process.exitCode = 1;
}
