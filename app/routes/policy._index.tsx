import { useLoaderData } from "@remix-run/react";
import { forEveryone, refuse } from "../auth/guard.ts";
import { policyPage } from "../content/policy-page.ts";
import { PolicyText } from "../ui/policy-text.tsx";

/** The policy in force, for everyone. */
export const loader = forEveryone(async ({ portal }) => {
  const version = await portal.shelf.inForce(portal.now());
  if (!version) throw refuse(404, "No policy is published here yet.");
  return policyPage(portal, version);
});

export default function PolicyInForce() {
  return <PolicyText page={useLoaderData<typeof loader>()} />;
}
