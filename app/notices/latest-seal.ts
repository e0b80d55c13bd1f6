import { sql } from "drizzle-orm";
import { clockOf } from "../clock.ts";
import type { Organization } from "../content/frozen-version.ts";
import { dayIn, spanOfDay, writeDay } from "../days.ts";
import type { Executor } from "../db.ts";
import { writeAnchor } from "../ledger/anchor.ts";
import { sha256Hex } from "../ledger/canonical.ts";
import { sealBody } from "../ledger/seal.ts";
import type { Portal } from "../portal.ts";
import type { LetterValues } from "./letter.ts";
import { type NewNotice, oweNotices } from "./owe-notices.ts";

/**
 * Owes every auditor the latest seal of the ledger: once a day, and only where it is another than the one they
 * were told of last. Can be asked for at any time.
 */
export async function oweLatestSeal(portal: Portal): Promise<void> {
  const { today, timeZone } = await clockOf(portal);
  const began = spanOfDay(timeZone, today).from;
  await portal.db.transaction(async (tx) => {
    const waiting = await tx.execute<{ personId: string; seal: number }>(sql`
      select g.person_id as "personId", latest.number as seal
      from (select max(number) as number from ledger_seals) latest, grants g
      where g.role = 'auditor' and g.revoked_at is null and latest.number is not null
        and not exists (
          select from notices n
          where n.person_id = g.person_id and n.kind = 'latest-seal'
            and (n.owed_at >= ${began}::timestamptz or n.seal = latest.number)
        )`);
    const owed: NewNotice[] = waiting.map(({ personId, seal }) => ({
      ...{ key: `latest-seal ${today} ${personId}`, kind: "latest-seal", personId, seal },
    }));
    await oweNotices(tx, owed, portal.now());
  });
}

/** What the letter of a seal says of it. `anchor` is the seal as `ledger:verify --anchor` reads it. */
export async function readSealValues(
  db: Executor,
  number: number,
  { locale, timeZone }: Organization,
): Promise<LetterValues> {
  const [found] = await db.execute<{ body: string; signature: string }>(
    sql`select body, signature from ledger_seals where number = ${number}`,
  );
  if (!found) throw new Error(`There is no seal ${number}.`);
  const seal = sealBody.parse(JSON.parse(found.body));
  return {
    seal: String(seal.number),
    "sealed-day": writeDay(locale, dayIn(timeZone, new Date(seal.sealed_at))),
    digest: sha256Hex(found.body),
    "record-count": new Intl.NumberFormat(locale).format(seal.first + seal.size),
    anchor: writeAnchor(found.signature),
  };
}
