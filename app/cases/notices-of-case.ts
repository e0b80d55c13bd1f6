import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";
import type { CaseInHand } from "./act-on-case.ts";
import type { CasePerson } from "./case-file.ts";

/** A notice of allegations, as a form offers it. */
export type NoticeChoice = {
  number: number;
  person: CasePerson;
  on: Day;
  dueOn: Day;
  /** How many tries to reach the respondent are recorded. */
  tries: number;
};

/** Which notice a form is about, by its number. */
export const aboutField = z
  .string("Choose the notice it is about")
  .regex(/^\d{1,4}$/, "Choose the notice it is about")
  .transform(Number);

/** The notices of a case that were served, or were not yet, in order. */
export function noticesOfCase(
  { standing }: Pick<CaseInHand, "standing">,
  are: "served" | "unserved",
): NoticeChoice[] {
  const { of, has, about } = standing;
  return of("noticed").flatMap(({ number, person, on, dueOn }) =>
    person && dueOn && has(number, "served") === (are === "served")
      ? [{ number, person, on, dueOn, tries: about(number, "tried").length }]
      : [],
  );
}

/** The notice a form is about; undefined where it is none of those. */
export const chosenNotice = (notices: NoticeChoice[], about: number) =>
  notices.find(({ number }) => number === about);

/** Somebody can read what is served in the portal: they are here, and can sign in. */
export async function readsInPortal(db: Executor, personId: string, today: Day): Promise<boolean> {
  const [row] = await db.execute<{ reads: boolean }>(sql`
    select is_here(${personId}, ${today}) and can_sign_in(${personId}) as reads`);
  return row?.reads ?? false;
}

/** Somebody of the directory by employee number or e-mail address, as typed. */
export async function findByNumberOrAddress(
  db: Executor,
  typed: string,
): Promise<CasePerson | undefined> {
  const is = (column: SQL) => sql`lower(${column}) = ${typed.trim().toLowerCase()}`;
  const [found] = await db.execute<CasePerson>(sql`
    select id, handle, given_name || ' ' || family_name as name from people p
    where ${is(sql`p.employee_number`)} or ${is(sql`p.email`)} limit 1`);
  return found;
}
