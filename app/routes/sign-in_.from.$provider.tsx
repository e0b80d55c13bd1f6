import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { acknowledgeProven } from "../attestation/acknowledge-proven.ts";
import { forEveryone, notFound, seeOther } from "../auth/guard.ts";
import { readToken } from "../auth/provider/read-token.ts";
import { notBegunHere } from "../auth/provider/refusals.ts";
import { signInFrom } from "../auth/provider/sign-in-from.ts";
import { takeVisit, type Visit } from "../auth/provider/visit.ts";
import { ProviderRefusal } from "../ui/provider-refusal.tsx";

/** Where a provider sends people back to: it signs them in, or records what they went there for. */
export const loader = forEveryone(async ({ viewer, portal, request, url, params }) => {
  const provider = portal.providers.find(params.provider);
  if (!provider) throw notFound();
  const { label } = provider;
  const came = { state: url.searchParams.get("state"), cookie: request.headers.get("Cookie") };
  const visit = await takeVisit(portal, provider, came);
  if (!visit) return refuse(notBegunHere, { label, visit: null, providerId: provider.id });
  const shown = await readToken(portal, provider, visit, url.searchParams);
  if ("refused" in shown) return refuse(shown, { label, visit, providerId: provider.id });

  const { statementId } = visit;
  if (statementId !== null) {
    const given = { statementId, shown };
    const acknowledged = await acknowledgeProven(viewer, portal, provider, given);
    if ("reference" in acknowledged) {
      throw seeOther(`/receipts/${acknowledged.reference}?recorded`);
    }
    return refuse(acknowledged, { label, visit, providerId: provider.id });
  }
  const signedIn = await signInFrom(portal, provider, shown, viewer);
  if ("refused" in signedIn) return refuse(signedIn, { label, visit, providerId: provider.id });
  if (viewer) await portal.sessions.end(viewer);
  throw seeOther(visit.to, { "Set-Cookie": signedIn.setCookie });
});

function refuse(
  { refused, status }: { refused: string; status: number },
  { label, visit, providerId }: { label: string; visit: Visit | null; providerId: string },
) {
  const to = visit?.to ?? "/";
  const isSigningIn = !visit?.statementId;
  const begin = `/sign-in/with/${providerId}?${visit?.isAnew ? "again=yes&" : ""}to=${encodeURIComponent(to)}`;
  return data({ label, refused, again: isSigningIn ? begin : to, isSigningIn, to }, { status });
}

export default function SignInFrom() {
  return <ProviderRefusal {...useLoaderData<typeof loader>()} />;
}
