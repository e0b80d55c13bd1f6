import { once } from "node:events";
import { createServer } from "node:http";
import Provider, { type Configuration } from "oidc-provider";

export type IdentityProvider = {
  issuer: string;
  /** Where people are let back to: told once the portal is open. */
  allow(portalUrl: string): void;
  stop(): Promise<void>;
};

/** Whom it knows, by the name they sign in with there; any password does. */
const accounts: Record<string, { employee_number?: string }> = {
  nadia: { employee_number: "1005" },
  mara: { employee_number: "1006" },
  dale: { employee_number: "1007" },
  gord: { employee_number: "1013" },
  stranger: { employee_number: "9999" },
};

/**
 * A real identity provider with its own sign-in page, on another site than the portal as a browser sees it. It has one
 * client, `signpost` with the secret `a-secret`.
 */
export async function startIdentityProvider(): Promise<IdentityProvider> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const at = server.address();
  const issuer = `http://localhost:${typeof at === "object" && at ? at.port : 0}`;
  const stop = async () => {
    server.closeAllConnections();
    if (server.listening) await new Promise((stopped) => server.close(stopped));
  };
  return {
    issuer,
    stop,
    allow(portalUrl) {
      const provider = new Provider(issuer, configurationFor(portalUrl));
      const answer = provider.callback();
      server.on("request", (request, response) => void answer(request, response));
    },
  };
}

function configurationFor(portalUrl: string): Configuration {
  return {
    clients: [
      {
        ...{ client_id: "signpost", client_secret: "a-secret" },
        redirect_uris: [`${portalUrl}/sign-in/from/city`],
        post_logout_redirect_uris: [`${portalUrl}/sign-out`],
        backchannel_logout_uri: `${portalUrl}/sign-in/with/city/signed-out`,
        backchannel_logout_session_required: true,
      },
    ],
    claims: { openid: ["sub", "employee_number"], email: ["email"], profile: ["name"] },
    // Claims stand in the token itself, as with the providers cities have.
    conformIdTokenClaims: false,
    // It asks nothing of its own machine otherwise, and there the portal is.
    fetch: (url, options) => fetch(url, { ...options, dispatcher: undefined } as RequestInit),
    features: { backchannelLogout: { enabled: true } },
    cookies: { keys: ["a key of the test"] },
    findAccount: (_, id) => ({
      accountId: id,
      claims: async () => ({ sub: id, ...accounts[id] }),
    }),
    // Nobody is asked whether the portal may know who they are.
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId ?? "",
        accountId: oidc.session?.accountId ?? "",
      });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
  };
}
