import { notFound, refuse, type Visit } from "../auth/guard.ts";
import { findSubject, makeEvidencePacket } from "./make-packet.ts";
import type { EvidencePacket } from "./packet.ts";

/**
 * Makes the packet that an address asks for and answers with it as a file: always as an attachment, never
 * as a page of the portal. Refuses to be asked from another site.
 */
export async function handOutPacket(
  { viewer, portal, request, params }: Visit,
  { type, extension }: { type: string; extension: "html" | "json" },
  write: (packet: EvidencePacket) => string,
): Promise<Response> {
  const subject = await findSubject(viewer, portal, params);
  if (!subject) throw notFound();
  if (request.headers.get("Sec-Fetch-Site") === "cross-site") {
    throw refuse(403, "Download this file from the portal's own page.");
  }
  // Asking for the headers alone takes nothing out, so the ledger is not to say that something was.
  if (request.method === "HEAD") return new Response(null);
  const packet = await makeEvidencePacket(viewer, portal, subject);
  const { handle } = subject.person;
  const name = `evidence-${handle}-${packet.version.policy}-${packet.version.number}`;
  const safeName = name.replace(/[^\w.-]/g, "_");
  return new Response(write(packet), {
    headers: {
      "Content-Type": type,
      "Content-Disposition": `attachment; filename="${safeName}.${extension}"`,
      "Cache-Control": "private, no-store",
    },
  });
}
