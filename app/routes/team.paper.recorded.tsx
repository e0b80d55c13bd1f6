import { useLoaderData } from "@remix-run/react";
import { forSupervisor } from "../auth/guard.ts";
import { recordedPage } from "../paper/recorded.ts";
import { RecordedSheet } from "../ui/recorded-sheet.tsx";

export const loader = forSupervisor(recordedPage);

export default function PaperRecorded() {
  return <RecordedSheet circle="team" recorded={useLoaderData<typeof loader>()} />;
}
