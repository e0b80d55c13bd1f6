import { useLoaderData } from "@remix-run/react";
import { forEveryone, notFound } from "../auth/guard.ts";
import { policyPage } from "../content/policy-page.ts";
import { PolicyText } from "../ui/policy-text.tsx";

/** One version of a policy by its number, for everyone: what was published stays readable. */
export const loader = forEveryone(async ({ portal, params }) => {
  const { policy = "", version = "" } = params;
  const found = /^[1-9]\d{0,3}$/.test(version)
    ? await portal.shelf.numbered(policy.slice(0, 40), Number(version))
    : undefined;
  if (!found) throw notFound();
  return policyPage(portal, found);
});

export default function PolicyVersionPage() {
  return <PolicyText page={useLoaderData<typeof loader>()} />;
}
