import { and, eq, gt, lte } from "drizzle-orm";
import {
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import type { PostgresError } from "postgres";
import { providerVisits } from "#drizzle/schema/providers.ts";
import type { Portal } from "../../portal.ts";
import { type Provider, redirectUri } from "./provider.ts";
import { type ProviderRefused, statementIsGone } from "./refusals.ts";
import {
  browserSecret,
  carriedSecret,
  carryVisit,
  hashSecret,
  longestVisitSeconds,
} from "./visit-cookie.ts";

/** What somebody goes to a provider for. */
export type Errand = {
  /** Where to go on in the portal. */
  to: string;
  /** Whether they are to sign in anew there, however long they have been signed in. */
  isAnew: boolean;
  /** A statement to be recorded when they are back; null: they sign in. */
  statementId: string | null;
};

export type Visit = Errand & { nonce: string; verifier: string; begunAt: Date };

type Here = Pick<Portal, "db" | "now" | "publicUrl" | "providers">;

/**
 * Sends somebody to a provider: gives the address to go to, and the cookie by which this browser comes back. `asAnother`:
 * it asks who they are, though it knows, for they came with the wrong account. Refuses as `Providers` says, and where the
 * statement is no longer kept.
 */
export async function beginVisit(
  portal: Here,
  provider: Provider,
  { to, isAnew, statementId, asAnother = false }: Errand & { asAnother?: boolean },
  cookie: string | null,
): Promise<{ address: string; setCookie: string } | ProviderRefused> {
  const state = randomState();
  const nonce = randomNonce();
  const verifier = randomPKCECodeVerifier();
  const challenge = await calculatePKCECodeChallenge(verifier);
  const asked = await portal.providers.signInAddress(provider, {
    redirect_uri: redirectUri(portal.publicUrl, provider),
    scope: provider.scopes.join(" "),
    ...{ response_type: "code", state, nonce },
    ...{ code_challenge: challenge, code_challenge_method: "S256" },
    // "login", which every provider must know, and not "select_account", which many refuse.
    ...(isAnew || asAnother ? { prompt: "login" } : {}),
    ...(isAnew ? { max_age: "0" } : {}),
    ...askForSecondFactor(provider),
  });
  if ("refused" in asked) return asked;
  const secret = browserSecret(cookie);
  const now = portal.now();
  await forgetOldVisits(portal, now);
  const visit = {
    ...{ stateHash: hashSecret(state), provider: provider.id, browserHash: hashSecret(secret) },
    ...{ nonce, verifier, toPath: to, isAnew, statementId, begunAt: now },
  };
  try {
    await portal.db.insert(providerVisits).values(visit);
  } catch (problem) {
    if (isOfNoStatement(problem)) return statementIsGone;
    throw problem;
  }
  return { address: asked.answer, setCookie: carryVisit(secret, portal.publicUrl) };
}

/**
 * Takes the visit somebody comes back from, once: of two with one state the second finds none. Null also for the state
 * of another browser or another provider, and for one that took longer than fifteen minutes.
 */
export async function takeVisit(
  { db, now }: Pick<Portal, "db" | "now">,
  provider: Provider,
  { state, cookie }: { state: string | null; cookie: string | null },
): Promise<Visit | null> {
  const secret = carriedSecret(cookie);
  if (!state || !secret) return null;
  const [taken] = await db
    .delete(providerVisits)
    .where(
      and(
        eq(providerVisits.stateHash, hashSecret(state)),
        eq(providerVisits.browserHash, hashSecret(secret)),
        eq(providerVisits.provider, provider.id),
        gt(providerVisits.begunAt, tooLongAgo(now())),
      ),
    )
    .returning();
  if (!taken) return null;
  const { toPath: to, isAnew, statementId, nonce, verifier, begunAt } = taken;
  return { to, isAnew, statementId, nonce, verifier, begunAt };
}

/** It was recorded, or typed anew, between the look at it and this. */
function isOfNoStatement(problem: unknown): boolean {
  const cause = (problem as Error).cause ?? problem;
  return (cause as PostgresError).constraint_name === "provider_visits_statement_id_fkey";
}

async function forgetOldVisits({ db }: Pick<Portal, "db">, now: Date): Promise<void> {
  await db.delete(providerVisits).where(lte(providerVisits.begunAt, tooLongAgo(now)));
}

const tooLongAgo = (now: Date) => new Date(now.getTime() - longestVisitSeconds * 1000);

/** How a provider is asked for what the settings want to see in its token. */
function askForSecondFactor({ secondFactor }: Provider): Record<string, string> {
  if (secondFactor?.claim === "acr") return { acr_values: secondFactor.oneOf.join(" ") };
  if (secondFactor?.claim !== "acrs") return {};
  const [value] = secondFactor.oneOf;
  return { claims: JSON.stringify({ id_token: { acrs: { essential: true, value } } }) };
}
