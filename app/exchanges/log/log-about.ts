import { readTeamPerson } from "../../attestation/team-person.ts";
import { fullName, type Viewer } from "../../auth/viewer.ts";
import type { Portal } from "../../portal.ts";
import { openExchange } from "../open-exchange.ts";

/** What a log is about: the request of a number, or somebody by their handle. */
export type LogAbout = { request: string } | { person: string };

/**
 * What a log of an address is about: `?request=` or `?person=`; null without either. What looks like neither a number
 * nor a handle finds nothing.
 */
export function aboutOf(parameters: URLSearchParams): LogAbout | null {
  const [request, person] = [parameters.get("request"), parameters.get("person")];
  if (request) return { request: request.slice(0, 20).toUpperCase() };
  return person ? { person: person.slice(0, 100) } : null;
}

/**
 * The name of whom a draft is about, for the one who writes it: as it is today while they are theirs, then as the
 * draft kept it; of a request that moved to somebody else, only its number.
 */
export async function nameAbout(
  viewer: Viewer,
  portal: Portal,
  { about, name }: { about: LogAbout; name?: string },
): Promise<string> {
  if ("person" in about) {
    const person = await readTeamPerson(viewer, portal, about.person);
    return person ? fullName(person) : (name ?? about.person);
  }
  const exchange = await openExchange(viewer, portal, about.request);
  if (!exchange) return about.request;
  const person = await portal.db.query.people.findFirst({
    columns: { givenName: true, familyName: true },
    where: (row, { eq }) => eq(row.id, exchange.personId),
  });
  return person ? fullName(person) : "somebody";
}
