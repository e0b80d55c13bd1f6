import { useActionData, useLoaderData } from "@remix-run/react";
import { forSupervisor } from "../auth/guard.ts";
import { recordPage, recordPosted } from "../paper/record-page.ts";
import { SheetForm } from "../ui/sheet-form.tsx";

export const loader = forSupervisor((visit) => recordPage(visit, "team"));

export const action = forSupervisor((visit) => recordPosted(visit, "team"));

export default function RecordPaper() {
  return (
    <SheetForm page={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
  );
}
