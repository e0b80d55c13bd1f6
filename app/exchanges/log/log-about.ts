import { fullName } from "../../auth/viewer.ts";
import type { Executor } from "../../db.ts";

/** What a log is about: the request of a number, or somebody by their handle. */
export type LogAbout = { request: string } | { person: string };

/** What a log of an address is about: `?request=` or `?person=`; null without either. */
export function aboutOf(parameters: URLSearchParams): LogAbout | null {
  const [request, person] = [parameters.get("request"), parameters.get("person")];
  if (request) return { request: request.slice(0, 20).toUpperCase() };
  return person ? { person: person.slice(0, 100) } : null;
}

/** The name of whom a draft is about, or the number of the request, for the one who writes it. */
export async function nameAbout(db: Executor, about: LogAbout): Promise<string> {
  if ("request" in about) return about.request;
  const person = await db.query.people.findFirst({
    columns: { givenName: true, familyName: true },
    where: (row, { eq }) => eq(row.handle, about.person),
  });
  return person ? fullName(person) : about.person;
}
