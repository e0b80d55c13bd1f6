import { createProviders } from "#app/auth/provider/providers.ts";
import { createSessions } from "#app/auth/session.ts";
import { createSignInThrottle } from "#app/auth/throttle.ts";
import type { Organization } from "#app/content/frozen-version.ts";
import type { ReadContent } from "#app/content/read-content.ts";
import { createVersionShelf } from "#app/content/version.ts";
import { turnRollUps } from "#app/dashboard/turn-roll-ups.ts";
import { dayIn } from "#app/days.ts";
import type { Database } from "#app/db.ts";
import { createCodeTries } from "#app/intake/code-tries.ts";
import { type Keys, loadKeys, publicKeySet } from "#app/ledger/keys.ts";
import { openSeal } from "#app/ledger/seal.ts";
import { readSpokespeople } from "#app/people/spokespeople.ts";
import type { Portal } from "#app/portal.ts";
import { createPace } from "#app/scim/pace.ts";
import { loadCaseKeys } from "#app/secrecy/case-keys.ts";
import { checkIndexKey } from "#app/secrecy/check-index-key.ts";
import { openVault, type Vault } from "#app/secrecy/vault.ts";
import { oneOfEachWrapping } from "#app/secrecy/wrapped-keys.ts";
import type { OpenDatabase } from "./database.ts";
import { demoReceiptCode } from "./demo/anonymous-report.ts";
import { cast, demoPassword } from "./demo/cast.ts";
import { describeInstallation } from "./describe-installation.ts";
import { createLog } from "./log.ts";
import { createMailer } from "./mailer.ts";
import { stateOf } from "./newest-change.ts";
import { readContentFiles } from "./read-content-files.ts";
import { readProviders } from "./read-providers.ts";
import type { Settings } from "./settings.ts";

/** Puts a running portal together from its settings and its database. */
export async function openPortal(
  settings: Settings,
  { db, portal: sql }: Pick<OpenDatabase, "db" | "portal">,
  {
    now,
    publicUrl,
    asksForSecondFactor = settings.database !== "embedded",
  }: { now: () => Date; publicUrl: string; asksForSecondFactor?: boolean },
): Promise<Portal> {
  const offered = await readProviders(settings);
  const keys = await openKeys(settings, sql);
  const vault = await openCaseKeys(settings, db);
  const shelf = createVersionShelf(db);
  const files = whenChanged(settings.contentFolder);
  // Asked several times a request, changed by nothing but a publication: looked up once a second.
  const organization = everySecond(
    async () =>
      (await shelf.inForce(now()))?.content.organization ?? (await unpublishedOrganization(files)),
  );
  const today = async () => dayIn((await organization()).timeZone, now());
  const log = createLog(settings.logLevel);
  return {
    db,
    now,
    log,
    publicUrl,
    keys,
    vault,
    sessions: createSessions(db, {
      ...{ secure: publicUrl.startsWith("https:"), today, asksForSecondFactor },
      turnDay: () => turnRollUps({ db, now, organization }),
    }),
    asksForSecondFactor,
    providers: createProviders(offered, { now, log }),
    throttle: createSignInThrottle(db, keys.throttleSecret, now),
    codeTries: createCodeTries({ now }),
    provisioningPace: createPace({ now }),
    shelf,
    organization,
    spokespeople: everySecond(async () => readSpokespeople(db, await today())),
    installation: once(() => describeInstallation(settings, publicUrl)),
    contentFiles: files,
    contentFaults: async () => {
      const read = await files();
      return "faults" in read ? read.faults : [];
    },
    mail: settings.mail && createMailer(settings.mail),
    demo: settings.database === "embedded" ? demoSignIns() : null,
  };
}

/** Keys are made at the first start only: made anew later, they would disown every receipt given so far. */
async function openKeys(settings: Settings, sql: OpenDatabase["portal"]): Promise<Keys> {
  const [ledger] = await sql`select exists (select from ledger_seals) as "hasSeals"`;
  const keys = await loadKeys(settings.keysFolder, { mayCreate: !ledger?.hasSeals });
  if ("refused" in keys) throw new Error(keys.refused);
  const [latest] = await sql`select signature from ledger_seals order by number desc limit 1`;
  const opened = latest && (await openSeal(latest.signature, publicKeySet(keys)));
  if (opened && "refused" in opened) {
    throw new Error(
      `The ledger keys in ${settings.keysFolder} are not those of this ledger. Put your copy of the file there.`,
    );
  }
  return keys;
}

/** As the ledger's keys: made anew once something is encrypted, they would open none of it. */
async function openCaseKeys(settings: Settings, db: Database): Promise<Vault> {
  const wrapped = await oneOfEachWrapping(db);
  const keys = await loadCaseKeys(settings.keysFolder, { mayCreate: wrapped.length === 0 });
  if ("refused" in keys) throw new Error(keys.refused);
  const vault = openVault(keys);
  try {
    for (const one of wrapped) vault.openDataKey(one);
    await checkIndexKey(vault, db);
  } catch {
    throw new Error(
      `The case keys in ${settings.keysFolder} are not those of this portal. Put your copy of the file there.`,
    );
  }
  return vault;
}

/** The content files as read and checked, read again only when one of them was changed. */
function whenChanged(folder: string): () => Promise<ReadContent> {
  let read: Promise<ReadContent> | undefined;
  let readAs = "";
  return async () => {
    const state = await stateOf(folder);
    if (!read || state !== readAs) {
      readAs = state;
      read = readContentFiles(folder);
      read.catch(() => {
        read = undefined;
      });
    }
    return read;
  };
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => {
    answer ??= ask();
    return answer;
  };
}

function everySecond<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  let askedAt = 0;
  return () => {
    const moment = performance.now();
    if (!answer || moment - askedAt > 1000) {
      askedAt = moment;
      answer = ask();
      answer.catch(() => {
        answer = undefined;
      });
    }
    return answer;
  };
}

/** Before anything is published the files themselves say whose portal this is. */
async function unpublishedOrganization(files: () => Promise<ReadContent>): Promise<Organization> {
  const read = await files();
  if ("faults" in read) throw new Error("Nothing is published, and the content files have faults.");
  return read.content.organization;
}

function demoSignIns(): Portal["demo"] {
  return {
    password: demoPassword,
    people: cast.map(({ number, email, givenName, familyName, stands }) => ({
      signIn: number ?? email ?? "",
      name: `${givenName} ${familyName}`,
      stands,
    })),
    receiptCode: demoReceiptCode,
  };
}
