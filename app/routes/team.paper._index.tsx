import { useLoaderData } from "@remix-run/react";
import { forSupervisor } from "../auth/guard.ts";
import { choosePage } from "../paper/choose-page.ts";
import { ChooseSigners } from "../ui/choose-signers.tsx";

export const loader = forSupervisor((visit) => choosePage(visit, "team"));

export default function Paper() {
  return <ChooseSigners {...useLoaderData<typeof loader>()} />;
}
