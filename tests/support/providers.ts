import { noteProviders } from "#app/auth/provider/note-providers.ts";
import type { Provider } from "#app/auth/provider/provider.ts";
import { createProviders } from "#app/auth/provider/providers.ts";
import { readToken } from "#app/auth/provider/read-token.ts";
import { notBegunHere } from "#app/auth/provider/refusals.ts";
import { signInFrom } from "#app/auth/provider/sign-in-from.ts";
import { beginVisit, type Errand, takeVisit } from "#app/auth/provider/visit.ts";
import type { Viewer } from "#app/auth/viewer.ts";
import type { Portal } from "#app/portal.ts";

/** The portal offers these from now on, as after a start with other settings. */
export async function offer(portal: Portal, ...providers: Provider[]): Promise<void> {
  portal.providers = createProviders(providers, portal);
  await noteProviders(portal);
}

const toSignIn: Errand = { to: "/", isAnew: false, statementId: null };

/** Sends a browser to a provider; fails the test when it cannot be reached. */
export async function sendOff(
  portal: Portal,
  provider: Provider,
  errand: Partial<Parameters<typeof beginVisit>[2]> = {},
) {
  const begun = await beginVisit(portal, provider, { ...toSignIn, ...errand }, null);
  if ("refused" in begun) throw new Error(begun.refused);
  const { address, setCookie } = begun;
  return { address, cookie: setCookie.split(";")[0] ?? "" };
}

/** The browser comes back with what the provider gave it: who it shows to be there. */
export async function comeBack(
  portal: Portal,
  provider: Provider,
  { search, cookie }: { search: URLSearchParams; cookie: string },
) {
  const visit = await takeVisit(portal, provider, { state: search.get("state"), cookie });
  return visit ? readToken(portal, provider, visit, search) : notBegunHere;
}

/** The whole way there and back, where `viewer` is signed in here already; what signing in says. */
export async function signInWith(
  portal: Portal,
  provider: Provider,
  signIn: (address: string) => URLSearchParams,
  { viewer = null, ...errand }: Partial<Errand> & { viewer?: Viewer | null } = {},
) {
  const { address, cookie } = await sendOff(portal, provider, errand);
  const shown = await comeBack(portal, provider, { search: signIn(address), cookie });
  return "refused" in shown ? shown : signInFrom(portal, provider, shown, viewer);
}
