import { forRole } from "../auth/guard.ts";
import { handOutPacket } from "../evidence/hand-out-packet.ts";
import { writePacketPage } from "../evidence/packet-page.ts";
import { pageAssets } from "../evidence/page-assets.ts";

/** The evidence packet to read, print and check: one page that needs nothing from outside. */
export const loader = forRole("hr-training", (visit) =>
  handOutPacket(visit, { type: "text/html; charset=utf-8", extension: "html" }, (packet) =>
    writePacketPage(packet, pageAssets),
  ),
);
