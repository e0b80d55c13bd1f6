import { useLoaderData } from "@remix-run/react";
import { forRole } from "../auth/guard.ts";
import { choosePage } from "../paper/choose-page.ts";
import { ChooseSigners } from "../ui/choose-signers.tsx";

export const loader = forRole("hr-training", (visit) => choosePage(visit, "hr"));

export default function Paper() {
  return <ChooseSigners {...useLoaderData<typeof loader>()} />;
}
