import { useLoaderData } from "@remix-run/react";
import { forSupervisor } from "../auth/guard.ts";
import { formPage } from "../paper/form-page.ts";
import { BlankForms } from "../ui/blank-forms.tsx";

export const loader = forSupervisor((visit) => formPage(visit, "team"));

export default function PaperForm() {
  return <BlankForms page={useLoaderData<typeof loader>()} />;
}
