import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { acknowledgeProven } from "../attestation/acknowledge-proven.ts";
import { forEveryone, notFound, seeOther } from "../auth/guard.ts";
import type { Provider } from "../auth/provider/provider.ts";
import { readToken } from "../auth/provider/read-token.ts";
import { notBegunHere } from "../auth/provider/refusals.ts";
import { signInFrom } from "../auth/provider/sign-in-from.ts";
import { takeVisit, type Visit } from "../auth/provider/visit.ts";
import { ProviderRefusal } from "../ui/provider-refusal.tsx";

/** Where a provider sends people back to: it signs them in, or records what they went there for. */
export const loader = forEveryone(async ({ viewer, portal, request, url, params }) => {
  const provider = portal.providers.find(params.provider);
  if (!provider) throw notFound();
  const here = { provider, isSignedIn: viewer !== null };
  const came = { state: url.searchParams.get("state"), cookie: request.headers.get("Cookie") };
  const visit = await takeVisit(portal, provider, came);
  if (!visit) return refuse(notBegunHere, { ...here, visit: null });
  const shown = await readToken(portal, provider, visit, url.searchParams);
  if ("refused" in shown) return refuse(shown, { ...here, visit });

  const { statementId } = visit;
  if (statementId !== null) {
    const given = { statementId, shown };
    const acknowledged = await acknowledgeProven(viewer, portal, provider, given);
    if ("reference" in acknowledged) {
      throw seeOther(`/receipts/${acknowledged.reference}?recorded`);
    }
    return refuse(acknowledged, { ...here, visit });
  }
  const signedIn = await signInFrom(portal, provider, shown, viewer);
  if ("refused" in signedIn) return refuse(signedIn, { ...here, visit });
  if (viewer) await portal.sessions.end(viewer);
  throw seeOther(visit.to, { "Set-Cookie": signedIn.setCookie });
});

function refuse(
  { refused, status }: { refused: string; status: number },
  {
    provider: { id, label },
    visit,
    isSignedIn,
  }: { provider: Provider; visit: Visit | null; isSignedIn: boolean },
) {
  const to = visit?.to ?? "/";
  const isSigningIn = !visit?.statementId;
  const query = new URLSearchParams({ to });
  if (visit?.isAnew) query.set("again", "yes");
  // The provider knows them still by the account that does not do, and would send them back with it unasked.
  if (status === 403 || status === 409) query.set("account", "another");
  // Who was signed out meanwhile signs in first; what they stated is kept.
  const again = isSigningIn || !isSignedIn ? `/sign-in/with/${id}?${query}` : to;
  return data({ label, refused, again, isSigningIn, isSignedIn, to }, { status });
}

export default function SignInFrom() {
  return <ProviderRefusal {...useLoaderData<typeof loader>()} />;
}
