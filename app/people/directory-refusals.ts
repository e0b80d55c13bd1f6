import { sql } from "drizzle-orm";
import type { PostgresError } from "postgres";
import type { Database } from "../db.ts";

/** A refusal of a change of the directory; `at` is the field of the form it is about. */
export type Refused = { refused: string; at: string };

/** Where who keeps the directory would become a supervisor by it. */
export const notOneself: Refused = {
  at: "supervisor",
  refused: "Ask somebody else who keeps the directory: nobody records themselves as a supervisor",
};

/**
 * What the database refused of a change by hand, in a sentence. Throws on what is no refusal: a bug.
 */
export async function whyDatabaseRefused(db: Database, problem: unknown): Promise<Refused> {
  const { constraint_name, detail } = ((problem as Error).cause ?? problem) as PostgresError;
  switch (constraint_name) {
    case "people_email_is_unique":
      return {
        at: "email",
        refused: "Write another address: somebody else in the directory has it",
      };
    case "people_handle_is_unique":
    case "people_employee_number_is_unique":
    case "people_employee_number_ignores_case":
      return {
        at: "number",
        refused:
          "Write another number: somebody in the directory has it, or look them up if they come back",
      };
    case "employments_do_not_overlap":
      return {
        at: "fromOn",
        refused: "Choose other days: another period of work lies on some of them",
      };
    case "leaves_do_not_overlap":
      return { at: "fromOn", refused: "Choose other days: another leave lies on some of them" };
    case "leaves_are_recorded_by_another":
    case "employments_are_recorded_by_another":
      return {
        at: "form",
        refused: "Ask somebody else in Human Resources: nobody records their own work or leave",
      };
    case "employments_have_another_supervisor":
      return { at: "supervisor", refused: "Choose somebody else: nobody supervises themselves" };
    case "employments_are_not_recorded_by_a_new_supervisor":
      return notOneself;
    case "employments_close_no_circle":
      return { at: "supervisor", refused: await circleWords(db, detail ?? "") };
    default:
      throw problem;
  }
}

async function circleWords(db: Database, detail: string): Promise<string> {
  const ids = detail.split(" ").slice(0, 12);
  const rows = await db.execute<{ id: string; name: string }>(sql`
    select id, given_name || ' ' || family_name as name from people
    where id = any(${`{${ids.join(",")}}`}::uuid[])`);
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  const circle = ids.map((id) => names.get(id)).join(" reports to ");
  return `Choose another supervisor, or mend the others first: ${circle}, in a circle`;
}
