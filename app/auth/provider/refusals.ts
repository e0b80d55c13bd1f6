import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from "openid-client";
import type { Logger } from "pino";
import { LyingDiscovery } from "./discover.ts";
import { AnswerTooLarge } from "./limited-fetch.ts";
import type { Provider } from "./provider.ts";

export type ProviderRefused = { refused: string; status: 400 | 403 | 409 | 502 | 503 };

type At = Pick<Provider, "id" | "label">;

/** A state nobody was given here, one used already, of another browser or provider, or too old: the same words. */
export const notBegunHere: ProviderRefused = {
  refused:
    "This sign-in was not begun in this browser, was used already, or took longer than 15 minutes. Begin again",
  status: 400,
};

/** Recorded or typed anew in another window. */
export const statementIsGone: ProviderRefused = {
  refused:
    "What you stated was recorded or changed in another window meanwhile. Open the page again",
  status: 409,
};

/** They signed out there while they were on the way back. */
export const signedOutThere = ({ label }: At): ProviderRefused => ({
  refused: `${label} said meanwhile that you signed out there, so nobody was signed in. Begin again`,
  status: 403,
});

/** The provider's clock and the portal's are more than thirty seconds apart. */
export const clocksDiffer = ({ label }: At): ProviderRefused => ({
  refused: `The clocks of ${label} and of the portal are too far apart, so nobody was signed in. Begin again; if it stays so, tell whoever runs the portal`,
  status: 502,
});

/** A fresh sign-in was asked for, and the provider did not say that there was one. */
export const notAnew = ({ label }: At): ProviderRefused => ({
  refused: `${label} did not say that you signed in there just now, so nothing was done. Try again; if it stays so, tell whoever runs the portal`,
  status: 502,
});

const away = ({ label }: At): ProviderRefused => ({
  refused: `${label} does not answer at the moment. Try again in a minute`,
  status: 503,
});

const notToBeTrusted = ({ label }: At): ProviderRefused => ({
  refused: `${label} gave an answer that the portal cannot trust, so nobody was signed in. Begin again; if it stays so, tell whoever runs the portal`,
  status: 502,
});

const notLetIn = ({ label }: At): ProviderRefused => ({
  refused: `You did not finish signing in with ${label}, or it did not let you. Try again, or ask whoever looks after your account there`,
  status: 403,
});

const codeIsOver = ({ label }: At): ProviderRefused => ({
  refused: `What ${label} sent with you works once and not for long, and is over. Begin again`,
  status: 400,
});

const clientIsWrong = ({ label }: At): ProviderRefused => ({
  refused: `${label} does not know the portal by the secret it has. Tell whoever runs the portal: the secret may have run out`,
  status: 502,
});

/**
 * Why a provider gave nothing the portal can use, as one sentence. The log gets what kind of fault it was and where, and
 * no token, code or claim.
 */
export function whyNotReached(provider: At, problem: unknown, log: Logger): ProviderRefused {
  const refused = sayWhy(provider, problem);
  log.warn(
    { provider: provider.id, fault: nameFault(problem), status: refused.status },
    "A provider gave nothing the portal can use.",
  );
  return refused;
}

function sayWhy(provider: At, problem: unknown): ProviderRefused {
  if (problem instanceof AuthorizationResponseError) {
    return ["server_error", "temporarily_unavailable"].includes(problem.error)
      ? away(provider)
      : notLetIn(provider);
  }
  if (problem instanceof WWWAuthenticateChallengeError) return clientIsWrong(provider);
  if (problem instanceof ResponseBodyError) {
    if (problem.error === "invalid_grant") return codeIsOver(provider);
    const isOurs = ["invalid_client", "unauthorized_client"].includes(problem.error);
    return isOurs ? clientIsWrong(provider) : notToBeTrusted(provider);
  }
  if (problem instanceof LyingDiscovery || isCausedBy(problem, AnswerTooLarge)) {
    return notToBeTrusted(provider);
  }
  const code = problem instanceof ClientError ? problem.code : undefined;
  if (code === "OAUTH_JWT_TIMESTAMP_CHECK_FAILED") return clocksDiffer(provider);
  if (code === "OAUTH_TIMEOUT" || code === "OAUTH_ABORT" || isNetworkFault(problem)) {
    return away(provider);
  }
  if (code === "OAUTH_RESPONSE_IS_NOT_CONFORM" && statusOf(problem as Error) >= 500)
    return away(provider);
  // Whatever else: what came from there could not be read as what it should be.
  return notToBeTrusted(provider);
}

/** What the platform's fetch throws when nothing answers, or not in time. */
function isNetworkFault(problem: unknown): boolean {
  if (problem instanceof TypeError)
    return problem.message === "fetch failed" || problem.message === "terminated";
  if (problem instanceof DOMException) return ["TimeoutError", "AbortError"].includes(problem.name);
  return (
    problem instanceof ClientError && problem.cause !== undefined && isNetworkFault(problem.cause)
  );
}

function isCausedBy(problem: unknown, kind: new (...given: never[]) => Error): boolean {
  if (problem instanceof kind) return true;
  return problem instanceof Error && problem.cause !== undefined && isCausedBy(problem.cause, kind);
}

const statusOf = ({ cause }: { cause?: unknown }): number =>
  cause instanceof Response ? cause.status : 0;

function nameFault(problem: unknown): string {
  if (problem instanceof AuthorizationResponseError || problem instanceof ResponseBodyError) {
    return problem.error.slice(0, 60);
  }
  if (problem instanceof ClientError) return `${problem.code ?? ""} ${problem.message}`.trim();
  return problem instanceof Error ? problem.message : "unknown";
}
