import { z } from "zod";
import { canonicalJson, type Json, whyNotCanonical } from "../ledger/canonical.ts";
import { digest } from "../ledger/seal.ts";
import type { EvidencePacket } from "./packet.ts";

/** Longer than any packet, short enough to look at without harm: 32 MiB. */
const longest = 32 * 1024 * 1024;

/** Around the packet within its page. */
const opening = '<script type="application/json" id="packet">';
const closing = "</script>";

const json = z.custom<Json>((value) => value !== undefined);

/** What the check of a packet goes by; what else it holds is covered by its signature. */
const packetFile = z.looseObject({
  signpost_packet: z.literal(1),
  id: z.string(),
  issuer: z.string(),
  made_at: z.string(),
  person: z.looseObject({ id: z.string(), handle: z.string(), name: z.string() }),
  version: z.looseObject({
    id: z.string(),
    policy: z.string(),
    number: z.number(),
    version_digest: digest,
    content: z.record(z.string(), json),
  }),
  assignments: z.array(
    z.looseObject({
      id: z.string(),
      track: z.string(),
      rule: z.string(),
      reason: z.string(),
      settled_as: z.string().nullable(),
      changes: z.array(
        z.looseObject({
          what: z.enum(["due-day-moved", "ended"]),
          at: z.string(),
          why: z.string(),
        }),
      ),
      attempts: z.array(json),
      acknowledgement: z
        .looseObject({
          reference: z.string(),
          grade: z.string(),
          record: z.string(),
          shown: z.record(z.string(), json),
          paper: z
            .looseObject({
              signed_on: z.string(),
              lessons: z.string(),
              scan: z.looseObject({ sha256: digest }).nullable(),
            })
            .nullable(),
          receipt: z.string().nullable(),
        })
        .nullable(),
    }),
  ),
  history: z.looseObject({
    imports: z.array(
      z.looseObject({
        number: z.number(),
        record: z.string(),
        file_digest: digest,
        changes_digest: digest,
      }),
    ),
  }),
  notices: z.array(
    z.looseObject({
      id: z.string(),
      kind: z.string(),
      steps: z.array(
        z.looseObject({
          step: z.string(),
          at: z.string(),
          by: z.string().nullable(),
          digest: digest.nullable(),
        }),
      ),
    }),
  ),
  document: z.array(z.looseObject({ id: z.string(), title: z.string(), blocks: z.array(json) })),
  records: z.array(
    z.strictObject({
      record: z.looseObject({
        id: z.string(),
        act: z.string(),
        about: z.string().nullable(),
        at: z.string(),
        facts: z.record(z.string(), json),
      }),
      proof: z
        .strictObject({
          seal: z.int().min(1),
          position: z.int().min(0),
          path: z.array(digest).max(64),
        })
        .nullable(),
    }),
  ),
  seals: z.record(z.string(), z.string()),
  how_to_verify: z.string(),
  signature: z.string(),
});

/** The one way a packet is written as a file. */
export function writePacket(packet: EvidencePacket): string {
  return canonicalJson(packet);
}

/** The packet's text as it stands inside its page: nothing in it ends the element it stands in. */
export function embedPacket(packet: EvidencePacket): string {
  return `${opening}${writePacket(packet).replaceAll("<", "\\u003c")}${closing}`;
}

/**
 * The packet in a file, the JSON or the page, its signatures not yet checked. Refuses what is none, and a
 * packet that is not written exactly as the portal writes it. `isPage` says that words stand around it.
 */
export function readPacket(
  file: Uint8Array,
): { packet: EvidencePacket; isPage: boolean } | { refused: string } {
  if (file.length > longest) return { refused: "This file is too long to be an evidence packet." };
  const text = Buffer.from(file).toString();
  const isPage = text.startsWith("<!");
  const inside = isPage ? packetInPage(text) : text;
  const found = inside === null ? undefined : parseJson(inside);
  if (whyNotCanonical(found) || !packetFile.safeParse(found).success) {
    return { refused: "This file is not an evidence packet of Signpost, or it is damaged." };
  }
  // Not what the schema made of it: that may have put names in another order.
  const packet = found as EvidencePacket;
  const written = isPage ? embedPacket(packet) : writePacket(packet);
  const given = isPage ? Buffer.from(`${opening}${inside}${closing}`) : file;
  return Buffer.from(written).equals(given)
    ? { packet, isPage }
    : {
        refused:
          "This packet is not exactly as the portal wrote it: something, if only a space, was changed.",
      };
}

function packetInPage(text: string): string | null {
  const from = text.indexOf(opening);
  const until = text.indexOf(closing, from);
  return from < 0 || until < 0 ? null : text.slice(from + opening.length, until);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
