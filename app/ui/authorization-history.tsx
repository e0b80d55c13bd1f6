import { fullName } from "../auth/viewer.ts";
import type { Clock } from "../clock.ts";
import type { AuthorizationRow } from "../people/authorization-rows.ts";
import { titleChannels } from "../people/channels.ts";
import { DatedRows } from "./dated-rows.tsx";

const stepWords = { given: "Recorded", corrected: "Corrected", ended: "Ended" };

/** Every row recorded of an authorization, as it said. */
export function AuthorizationHistory({ clock, rows }: { clock: Clock; rows: AuthorizationRow[] }) {
  return (
    <DatedRows
      clock={clock}
      title="What was recorded"
      none="Nothing is recorded."
      rows={rows}
      columns={[
        { title: "Step", cell: ({ step }) => stepWords[step] },
        { title: "On what", cell: ({ subject }) => subject },
        { title: "Where", cell: ({ channels }) => titleChannels(channels) },
        {
          title: "Authorized by",
          cell: ({ authorizedBy, basis }) => `${fullName(authorizedBy)}, ${basis}`,
        },
        { title: "Reason", cell: ({ reason }) => reason ?? "None" },
      ]}
    />
  );
}
