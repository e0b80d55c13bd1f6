import { sql } from "drizzle-orm";
import { clockOf } from "../../clock.ts";
import type { Day } from "../../days.ts";
import type { Transaction } from "../../db.ts";
import type { Portal } from "../../portal.ts";
import type { Viewer } from "../viewer.ts";
import { findLink, linkPerson, type OpenLink } from "./link.ts";
import { knowsNobody, matchPerson } from "./match-person.ts";
import type { Provider } from "./provider.ts";
import type { Shown } from "./read-token.ts";
import { type ProviderRefused, signedOutThere } from "./refusals.ts";
import { isSignedOutThere } from "./sign-out-from.ts";
import { vouchesForSecondFactor } from "./vouches.ts";

/**
 * Signs in whoever a provider says is there. The first time they are matched with the directory and linked; from then on
 * their account there says who they are. Nobody is added to the directory, and no role is taken from the provider.
 * Refuses nobody, somebody who left, an address that was not verified, an account that no longer fits, and a first link
 * of somebody with or in need of a second factor who is not the `viewer`, signed in here already.
 */
export async function signInFrom(
  portal: Portal,
  provider: Provider,
  shown: Shown,
  viewer: Viewer | null,
): Promise<{ personId: string; setCookie: string } | ProviderRefused> {
  const { today } = await clockOf(portal);
  const link = await whoIsThere(portal, provider, shown, { today, viewer });
  if ("refused" in link) {
    // The sentence names no number, no address and no account.
    portal.log.warn({ provider: provider.id, why: link.refused }, "A provider signed in nobody.");
    return link;
  }
  const { personId, id: linkId } = link;
  return portal.db.transaction(async (tx) => {
    if (!(await holdLink(tx, provider, linkId))) return knowsNobody(provider);
    if (await isSignedOutThere(tx, shown)) return signedOutThere(provider);
    const begun = {
      method: "provider" as const,
      withSecondFactor: vouchesForSecondFactor(provider, shown.claims),
      link: { linkId, shownAnewAt: shown.anewAt, sidHash: shown.sidHash },
    };
    return { personId, setCookie: await portal.sessions.start(personId, begun, tx) };
  });
}

/** Who that is, by the account alone once it is linked; made so the first time. Refuses as `signInFrom` does. */
async function whoIsThere(
  portal: Pick<Portal, "db" | "now">,
  provider: Provider,
  shown: Shown,
  { today, viewer }: { today: Day; viewer: Viewer | null },
): Promise<OpenLink | ProviderRefused> {
  const { db } = portal;
  const known = await findLink(db, shown, today);
  const matched = await matchPerson(db, provider, shown.claims, today);
  if (known) {
    if (!known.isPresent) return hasLeft(provider);
    // What the provider does not say, or no longer says to be checked, moves nobody: the account does.
    const other = matched && "personId" in matched && matched.personId !== known.personId;
    return other ? fitsAnother(provider) : known;
  }
  if (!matched) return knowsNobody(provider);
  if ("refused" in matched) return matched;
  if (!matched.isPresent) return hasLeft(provider);
  const { personId } = matched;
  const made = await db.transaction((tx) =>
    linkPerson(tx, provider, { personId, shown, now: portal.now(), within: viewer }),
  );
  if (made && "refused" in made) return { ...made, status: 403 };
  if (made) return { ...made, personId, isPresent: true };
  const meanwhile = await findLink(db, shown, today);
  return meanwhile?.personId === personId ? meanwhile : isLinkedOtherwise(provider);
}

const hasLeft = ({ label }: Provider): ProviderRefused => ({
  refused: `You signed in with ${label}, but by the list of people here your work has ended. Ask Human Resources if that is wrong`,
  status: 403,
});

const fitsAnother = ({ label }: Provider): ProviderRefused => ({
  refused: `Your ${label} was linked to you here, and now carries the number or address of somebody else, so nobody was signed in. Ask an administrator of the portal`,
  status: 409,
});

const isLinkedOtherwise = ({ label }: Provider): ProviderRefused => ({
  refused: `The portal knows you by another ${label} than this one, so nobody was signed in. If that account is no longer yours, ask an administrator of the portal to end the link`,
  status: 409,
});

/**
 * Whoever ends this link, or takes a sign-out from this provider, comes before this transaction or after it, and then
 * finds the session that it begins. Whether the link is open still.
 */
async function holdLink(tx: Transaction, { id }: Provider, linkId: string): Promise<boolean> {
  const held = await tx.execute(sql`
    select from provider_links l, providers p
    where l.id = ${linkId} and l.ended_at is null and p.id = ${id} for share`);
  return held.length > 0;
}
