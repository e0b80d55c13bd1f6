import { useActionData, useLoaderData } from "@remix-run/react";
import { forRole } from "../auth/guard.ts";
import { recordPage, recordPosted } from "../paper/record-page.ts";
import { SheetForm } from "../ui/sheet-form.tsx";

export const loader = forRole("hr-training", (visit) => recordPage(visit, "hr"));

export const action = forRole("hr-training", (visit) => recordPosted(visit, "hr"));

export default function RecordPaper() {
  return (
    <SheetForm page={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
  );
}
