import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { readStatementToProve } from "../attestation/statement-to-prove.ts";
import { forEveryone, notFound, seeOther } from "../auth/guard.ts";
import { localPath } from "../auth/local-path.ts";
import { beginVisit } from "../auth/provider/visit.ts";
import { ProviderRefusal } from "../ui/provider-refusal.tsx";

/** Sends whoever comes on to the provider; a page only where it cannot be reached. */
export const loader = forEveryone(async ({ viewer, portal, request, url, params }) => {
  const provider = portal.providers.find(params.provider);
  if (!provider) throw notFound();
  const to = localPath(url.searchParams.get("to"));
  const statementId = url.searchParams.get("statement");
  const isAgain = url.searchParams.get("again") === "yes";
  if (statementId !== null) {
    const isOne = viewer && z.uuid().safeParse(statementId).success;
    if (!isOne || !(await readStatementToProve(viewer, portal, { statementId }))) throw notFound();
  } else if (viewer && !isAgain) {
    throw seeOther(to);
  }
  const asAnother = url.searchParams.get("account") === "another";
  const errand = { to, isAnew: isAgain || statementId !== null, statementId, asAnother };
  const begun = await beginVisit(portal, provider, errand, request.headers.get("Cookie"));
  if ("address" in begun) {
    throw seeOther(begun.address, { "Set-Cookie": begun.setCookie });
  }
  const again = url.pathname + url.search;
  return data(
    {
      label: provider.label,
      refused: begun.refused,
      again,
      to,
      isSigningIn: statementId === null,
      isSignedIn: viewer !== null,
    },
    { status: begun.status },
  );
});

export default function SignInWith() {
  return <ProviderRefusal {...useLoaderData<typeof loader>()} />;
}
