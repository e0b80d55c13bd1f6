import { forRole } from "../auth/guard.ts";
import { handOutPacket } from "../evidence/hand-out-packet.ts";
import { writePacket } from "../evidence/packet-file.ts";

/** The evidence packet for machines. */
export const loader = forRole("hr-training", (visit) =>
  handOutPacket(visit, { type: "application/json", extension: "json" }, writePacket),
);
