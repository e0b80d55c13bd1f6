import { useLoaderData } from "@remix-run/react";
import { forRole } from "../auth/guard.ts";
import { recordedPage } from "../paper/recorded.ts";
import { RecordedSheet } from "../ui/recorded-sheet.tsx";

export const loader = forRole("hr-training", recordedPage);

export default function PaperRecorded() {
  return <RecordedSheet circle="hr" recorded={useLoaderData<typeof loader>()} />;
}
