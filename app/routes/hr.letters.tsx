import { useActionData, useLoaderData } from "@remix-run/react";
import { forRole } from "../auth/guard.ts";
import { lettersPage, lettersPosted } from "../auth/letters-page.ts";
import { SetUpLetters } from "../ui/set-up-letters.tsx";

export const loader = forRole("hr-training", (visit) => lettersPage(visit, "hr"));

export const action = forRole("hr-training", (visit) => lettersPosted(visit, "hr"));

export default function Letters() {
  return (
    <SetUpLetters page={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
  );
}
