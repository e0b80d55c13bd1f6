import { useActionData, useLoaderData } from "@remix-run/react";
import { forSupervisor } from "../auth/guard.ts";
import { lettersPage, lettersPosted } from "../auth/letters-page.ts";
import { SetUpLetters } from "../ui/set-up-letters.tsx";

export const loader = forSupervisor((visit) => lettersPage(visit, "team"));

export const action = forSupervisor((visit) => lettersPosted(visit, "team"));

export default function Letters() {
  return (
    <SetUpLetters page={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
  );
}
