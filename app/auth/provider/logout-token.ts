import { z } from "zod";
import type { Portal } from "../../portal.ts";
import type { Provider } from "./provider.ts";

/** How old a logout token may be, in seconds; one that says so itself may be over sooner. */
export const oldestLogoutTokenSeconds = 300;

/** Who signed out at a provider, as it names them. */
export type SignedOutThere = {
  issuer: string;
  /** Of the token: it counts once. */
  jti: string;
  /** Null: the session alone is named. */
  subject: string | null;
  /** Null: out of every session there. */
  sid: string | null;
  issuedAt: Date;
};

const event = "http://schemas.openid.net/event/backchannel-logout";

/** What a hash can be made of, and a database can compare. */
const text = z
  .string()
  .min(1)
  .max(1000)
  .refine((said) => said.isWellFormed() && !said.includes("\u0000"));

/** Claims of OpenID Connect Back-Channel Logout 1.0, 2.4. A token to sign in by has a nonce, and no such event. */
const logoutClaims = z
  .object({
    ...{ iss: text, iat: z.number(), jti: text, sub: text.optional(), sid: text.optional() },
    events: z.object({ [event]: z.looseObject({}) }),
    nonce: z.never().optional(),
  })
  .refine(({ sub, sid }) => sub !== undefined || sid !== undefined);

/**
 * Reads a logout token as section 2.6 has it: signature, issuer, audience, age, event, and no nonce. Whether it came
 * before, `signOutFrom` says. Refuses in words for whoever runs the provider.
 */
export async function readLogoutToken(
  portal: Pick<Portal, "providers">,
  provider: Provider,
  token: string,
): Promise<SignedOutThere | { refused: string }> {
  const checked = await portal.providers.checkToken(provider, token, oldestLogoutTokenSeconds);
  if ("refused" in checked) {
    return { refused: "The token is not one this provider signed for the portal just now" };
  }
  const claims = logoutClaims.safeParse(checked.answer);
  if (!claims.success) {
    return {
      refused: "The token does not say that somebody signed out, and who, as a logout token",
    };
  }
  const { iss, iat, jti, sub, sid } = claims.data;
  return {
    ...{ issuer: iss, jti, subject: sub ?? null, sid: sid ?? null },
    issuedAt: new Date(iat * 1000),
  };
}
