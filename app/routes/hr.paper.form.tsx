import { useLoaderData } from "@remix-run/react";
import { forRole } from "../auth/guard.ts";
import { formPage } from "../paper/form-page.ts";
import { BlankForms } from "../ui/blank-forms.tsx";

export const loader = forRole("hr-training", (visit) => formPage(visit, "hr"));

export default function PaperForm() {
  return <BlankForms page={useLoaderData<typeof loader>()} />;
}
