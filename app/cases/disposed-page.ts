import { sql } from "drizzle-orm";
import { type Clock, clockOf } from "../clock.ts";
import type { Day } from "../days.ts";
import type { Portal } from "../portal.ts";
import type { CaseActName } from "./case-act.ts";
import type { DisposedCase } from "./open-case.ts";
import { sayDoneInCase } from "./say-case-act.ts";

/** What is left of a case that was disposed of: by whom and when, and which acts it had, without anybody else's name. */
export type DisposedPage = {
  clock: Clock;
  number: string;
  on: Day;
  by: string[];
  acts: { number: number; on: Day; what: string }[];
};

/** Reads it for whoever the case was there for. */
export async function readDisposedPage(
  portal: Portal,
  { id, number }: Pick<DisposedCase, "id" | "number">,
): Promise<DisposedPage> {
  const rows = await portal.db.execute<{
    number: number;
    act: CaseActName;
    choice: string | null;
    on: Day;
    about: number | null;
    by: string;
  }>(sql`
    select a.number, a.act, a.choice, a.acted_on::text as on, a.about, p.given_name || ' ' || p.family_name as by
    from case_acts a join people p on p.id = a.by where a.case_id = ${id} order by a.number`);
  const disposed = rows.find(({ act }) => act === "disposed");
  const proposed = rows.find((row) => row.number === disposed?.about);
  return {
    ...{ clock: await clockOf(portal), number, on: disposed?.on ?? "" },
    by: [...new Set([proposed?.by, disposed?.by].filter((name) => name !== undefined))],
    acts: rows.map((row) => ({
      ...{ number: row.number, on: row.on },
      what: kindOf(row.act, row.choice),
    })),
  };
}

/** The kind of an act and no more: neither whom it concerned nor what was chosen about them. */
function kindOf(act: CaseActName, choice: string | null): string {
  const neutral = act === "party-named" || act === "shut-out" ? null : choice;
  const words = sayDoneInCase({ act, person: null, choice: neutral });
  return words.charAt(0).toUpperCase() + words.slice(1);
}
