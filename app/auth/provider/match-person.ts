import { sql } from "drizzle-orm";
import type { IDToken } from "openid-client";
import { people } from "#drizzle/schema/people.ts";
import type { Day } from "../../days.ts";
import type { Executor } from "../../db.ts";
import { foldAccountName } from "../account-name.ts";
import { belongsHere } from "../presence.ts";
import { matchWords } from "./link-words.ts";
import type { Provider } from "./provider.ts";
import type { ProviderRefused } from "./refusals.ts";

type Matched = { personId: string; isPresent: boolean };

/** Whom the directory has under what a provider says of somebody; undefined where nobody. Refuses what it cannot go by. */
export async function matchPerson(
  db: Executor,
  provider: Provider,
  claims: IDToken,
  today: Day,
): Promise<Matched | ProviderRefused | undefined> {
  const known = provider.people;
  const said = valuesOf(claims[known.claim]);
  if (said.length > 1) return saidSeveral(provider);
  const [value] = said;
  if (value === undefined) return saidNothing(provider);
  if (known.by === "email" && !isVerified(known.verifiedBy, claims)) return notVerified(provider);
  const folded = foldAccountName(value);
  const column = known.by === "email" ? people.email : people.employeeNumber;
  // Drizzle leaves out the table's name in what a query of one table selects.
  const [matched] = await db.execute<Matched>(sql`
    select ${people.id} as "personId", ${belongsHere(today)} as "isPresent"
    from people where lower(${column}) = ${folded}`);
  return matched;
}

/** Who is not on the list, by the number or address that was given. */
export function knowsNobody({ label, people: { by } }: Provider): ProviderRefused {
  return {
    refused: `You signed in with ${label}, but the list of people here has nobody with the ${matchWords[by]} it gave. Ask Human Resources to compare the two`,
    status: 403,
  };
}

const saidNothing = ({ label, people: { by, claim } }: Provider): ProviderRefused => ({
  refused: `You signed in with ${label}, but ${label} gave no ${matchWords[by]} (claim ${claim}), so the portal does not know who you are. Tell whoever runs the portal`,
  status: 403,
});

const saidSeveral = ({ label, people: { by } }: Provider): ProviderRefused => ({
  refused: `${label} gave more than one ${matchWords[by]} for you, and the portal does not choose. Ask whoever looks after your account there`,
  status: 403,
});

const notVerified = ({ label }: Provider): ProviderRefused => ({
  refused: `${label} did not say that it has checked your e-mail address, so the portal does not know you by it. Ask whoever looks after your account there`,
  status: 403,
});

/** What a claim says, as texts; what no text or whole number can be counts as nothing said. */
function valuesOf(claim: unknown): string[] {
  const values: unknown[] = Array.isArray(claim) ? claim : [claim];
  return values
    .filter((value) => typeof value === "string" || Number.isSafeInteger(value))
    .map((value) => String(value).trim())
    .filter((value) => value !== "" && value.length <= 320 && !value.includes("\u0000"));
}

function isVerified(by: "email_verified" | "xms_edov" | "the-directory", claims: IDToken): boolean {
  if (by === "the-directory") return true;
  const said: unknown = claims[by];
  // Some providers write true as a text, and Entra ID as 1.
  return said === true || said === "true" || (by === "xms_edov" && (said === 1 || said === "1"));
}
