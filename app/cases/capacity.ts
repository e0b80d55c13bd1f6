import { sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import type { Executor } from "../db.ts";
import type { Portal } from "../portal.ts";
import type { CaseActName } from "./case-act.ts";
import type { OpenCase } from "./open-case.ts";

/** What somebody is in a case, on the day: the database functions of these names say it. */
export type Capacity = {
  personId: string;
  handles: boolean;
  /** Handles it, and was never its investigator. */
  decides: boolean;
  investigates: boolean;
  /** Investigates it, and declared that nothing stands between them and it. */
  hasDeclared: boolean;
  /** Numbers of the acts for which they may be the second person. */
  seconds: number[];
  /** Those of them for which they stand as the city manager. */
  asManager: number[];
};

/** Asks it for a case somebody opened. */
export async function readCapacity(
  { personId }: Pick<Viewer, "personId">,
  portal: Portal,
  db: Executor,
  { id }: Pick<OpenCase, "id">,
): Promise<Capacity> {
  const { today } = await clockOf(portal);
  const [found] = await db.execute<Omit<Capacity, "personId" | "seconds" | "asManager">>(sql`
    select handles_case(${personId}, ${id}, ${today}) as handles,
      decides_case(${personId}, ${id}, ${today}) as decides,
      investigates_case(${personId}, ${id}, ${today}) as investigates,
      has_declared(${personId}, ${id}, ${today}) as "hasDeclared"`);
  const awaited = await db.execute<{ number: number; isManager: boolean }>(sql`
    select w.number, s.is_manager as "isManager"
    from awaits_second(${id}, ${today}) w (number), seconds_for(${id}, w.number, ${today}) s
    where s.person_id = ${personId} order by w.number`);
  if (!found) throw new Error("A query of one row answered none.");
  return {
    ...{ personId, ...found },
    seconds: awaited.map(({ number }) => number),
    asManager: awaited.filter(({ isManager }) => isManager).map(({ number }) => number),
  };
}

/** Somebody cannot be appointed to a case: they are not here that day, or may have no part in it. */
export async function isBarredFrom(
  portal: Portal,
  db: Executor,
  { id }: Pick<OpenCase, "id">,
  personId: string,
): Promise<boolean> {
  const { today } = await clockOf(portal);
  const [found] = await db.execute<{ isBarred: boolean }>(sql`
    select not is_here(${personId}, ${today}) or is_shut_out(${personId}, ${id}, ${today}) as "isBarred"`);
  return found?.isBarred !== false;
}

/**
 * Appointed to investigate, and has not said yet that nothing stands in the way: of the case they see who it is about,
 * and nothing that was told.
 */
export const isYetToDeclare = ({ investigates, hasDeclared, handles }: Capacity): boolean =>
  investigates && !hasDeclared && !handles;

/** Why an act is not this person's to do, whether it follows or not; null where it is. */
export function whyNotTheirs(
  capacity: Capacity,
  act: CaseActName,
  about?: number,
  { choice, personId }: { choice?: string | undefined; personId?: string | undefined } = {},
): string | null {
  const { handles, decides, investigates, hasDeclared, seconds, asManager } = capacity;
  const isInvestigator = hasDeclared || handles;
  switch (act) {
    case "noted":
      return isYetToDeclare(capacity)
        ? "Declare first that nothing stands between you and the case"
        : null;
    case "shut-out":
      if (choice === "declared" && personId !== undefined && personId !== capacity.personId)
        return "Everybody steps aside for themselves";
      return choice !== "found" || handles || decides ? null : "Who handles the case does this";
    case "read":
      return "Only a respondent reads their own notices";
    case "confirmed":
    case "declined":
    case "disposed": {
      const may = about === undefined ? seconds.length > 0 : seconds.includes(about);
      if (!may) return "A second person does this: not who asked for it, and no investigator";
      return choice === "as-city-manager" && about !== undefined && !asManager.includes(about)
        ? "Only the city manager, or who stands in their place, agrees as the city manager"
        : null;
    }
    case "declared":
      return investigates ? null : "The investigator does this";
    case "noticed":
    case "found":
    case "interviewed":
      if (investigates && !hasDeclared)
        return "Declare first that nothing stands between you and the case";
      return hasDeclared ? null : "The investigator does this";
    case "alleged":
    case "allegation-withdrawn":
    case "served":
    case "tried":
    case "responded":
    case "excepted":
    case "party-named":
    case "respondent-named":
      if (investigates && !hasDeclared && !handles)
        return "Declare first that nothing stands between you and the case";
      return isInvestigator ? null : "The investigator does this, or who handles the case";
    case "proposed":
    case "issued":
    case "informed":
    case "rescinded":
    case "upheld":
    case "closed":
      if (decides) return null;
      return handles
        ? "Somebody else does this: whoever was the investigator does not decide"
        : "Who handles the case does this";
    default:
      return handles || decides ? null : "Who handles the case does this";
  }
}
