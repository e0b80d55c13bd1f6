import { inArray } from "drizzle-orm";
import { people } from "#drizzle/schema/people.ts";
import { fullName } from "../auth/viewer.ts";
import type { Executor } from "../db.ts";
import type { Facts } from "../ledger/record.ts";
import type { Moment, PacketFactor, PacketRecord, PacketSecondStep } from "./packet.ts";

/**
 * What somebody had as the second step at sign-in, and when, as the ledger's records tell it: those who make a packet and
 * those who check one read it from them alike. Resets name the id of who did them. Null where there never was one.
 */
export function secondStepOf(records: PacketRecord[]): PacketSecondStep | null {
  const factors: (PacketFactor & { id: string })[] = [];
  const used: Moment[] = [];
  const told = records
    .map(({ record }) => record)
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  for (const { act, at, by, facts } of told) {
    const standing = factors.filter(({ until }) => until === null);
    const end = (ended: (typeof factors)[number][], how: PacketFactor["ended"]) => {
      for (const one of ended) {
        Object.assign(one, { until: at, ended: how, reset_by: how === "reset" ? by : null });
      }
    };
    if (act === "enrol-second-factor") {
      const factor = String(facts.factor);
      if (factor === "app") end(standing.filter(isApp), "replaced");
      const since = { since: at, until: null, ended: null, reset_by: null };
      factors.push({ id: idOf(facts), factor, ...since });
    } else if (act === "remove-second-factor") {
      const isThis =
        facts.factor === "app" ? isApp : ({ id }: { id: string }) => id === idOf(facts);
      end(standing.filter(isThis), "removed");
    } else if (act === "reset-second-factor") {
      end(standing, "reset");
    } else if (act === "use-recovery-code") {
      used.push(at);
    }
  }
  if (factors.length === 0) return null;
  return { factors: factors.map(({ id: _, ...factor }) => factor), recovery_codes_used: used };
}

/** Those that stood at a moment. */
export function factorsAt(secondStep: PacketSecondStep | undefined, at: Moment): PacketFactor[] {
  const factors = secondStep?.factors ?? [];
  return factors.filter(({ since, until }) => since <= at && (until === null || until > at));
}

/** The same with the name of who did each reset in place of their id. */
export async function nameResets(
  db: Executor,
  { factors, ...rest }: PacketSecondStep,
): Promise<PacketSecondStep> {
  const ids = factors.flatMap(({ reset_by }) => reset_by ?? []);
  const rows = await db
    .select({ id: people.id, givenName: people.givenName, familyName: people.familyName })
    .from(people)
    .where(inArray(people.id, ids));
  const names = new Map(rows.map((row) => [row.id, fullName(row)]));
  const named = factors.map((one) => ({
    ...one,
    reset_by: one.reset_by && (names.get(one.reset_by) ?? one.reset_by),
  }));
  return { factors: named, ...rest };
}

const isApp = ({ factor }: { factor: string }) => factor === "app";
const idOf = ({ app, passkey }: Facts) => String(app ?? passkey);
