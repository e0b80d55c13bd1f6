import { setTimeout } from "node:timers/promises";
import type { Sql } from "postgres";
import type { Database } from "../db.ts";
import { type Keys, loadKeys } from "../ledger/keys.ts";
import { type CaseKeys, loadCaseKeys } from "./case-keys.ts";

/** What changing keys works with: the database as the portal and as its owner, and the folder of the key files. */
export type Rotation = {
  db: Database;
  owner: Sql;
  folder: string;
  now: () => Date;
  /** Seconds until a portal that has not read the files is taken for one elsewhere. */
  patience: number;
};

/** Which keys a process works with, in the order of their files: kids only, nothing secret. */
export function nameKeys(ledger: Pick<Keys, "kid" | "published">, caseKids: string[]): string {
  return [ledger.kid, ...ledger.published.map(({ kid }) => kid), "/", ...caseKids].join(" ");
}

/** The same by what each key is for. */
type KeyNames = {
  signs: string;
  /** To check what was signed; the one that signs is among them. */
  published: string[];
  wraps: string | null;
  /** Open what was wrapped before. */
  older: string[];
};

/** Reads what `nameKeys` wrote. */
export function readKeyNames(names: string): KeyNames {
  const [ledger = [], cases = []] = names
    .split("/")
    .map((part) => part.split(" ").filter((kid) => kid !== ""));
  const [signs = "", ...published] = ledger;
  const [wraps = null, ...older] = cases;
  return { signs, published, wraps, older };
}

/** Does something as the only one that changes keys just now; refuses where another does. */
export async function changingKeysAlone<T>(
  owner: Sql,
  change: () => Promise<T>,
): Promise<T | { refused: string }> {
  const alone = await owner.reserve();
  try {
    const [lock] = await alone`
      select pg_try_advisory_lock(hashtext('signpost: rotating keys')) as held`;
    if (!lock?.held) return { refused: "Keys are being rotated already" };
    return await change();
  } finally {
    await alone`select pg_advisory_unlock_all()`;
    alone.release();
  }
}

/** Waits until each running portal works with the keys of the files here. Null, or what to do for one that does not. */
export async function whyNotRead({ owner, folder, patience }: Rotation): Promise<string | null> {
  const names = await namesInFiles(folder);
  for (let second = 0; ; second += 1) {
    const [waiting] = await owner`
      select count(*)::int as portals from job_workers
      where beat_at > now() - interval '45 seconds' and keys is distinct from ${names}`;
    if (waiting?.portals === 0) return null;
    if (second >= patience) {
      return `${waiting?.portals} running portals have not read the new keys. Copy the files of ${folder} to every machine of the portal, and run this again: it goes on where it was`;
    }
    await setTimeout(1000);
  }
}

async function namesInFiles(folder: string): Promise<string> {
  const [ledger, cases] = await Promise.all([
    loadKeys(folder, { mayCreate: false }),
    loadCaseKeys(folder, { mayCreate: false }),
  ]);
  if ("refused" in ledger) throw new Error(ledger.refused);
  if ("refused" in cases) throw new Error(cases.refused);
  return nameKeys(ledger, kidsOf(cases));
}

const kidsOf = ({ wrapping }: CaseKeys) => wrapping.map(({ kid }) => kid);
