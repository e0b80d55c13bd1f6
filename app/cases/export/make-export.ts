import { eq } from "drizzle-orm";
import { heldEvidence } from "#drizzle/schema/evidence.ts";
import { asStream } from "../../as-stream.ts";
import type { Visit } from "../../auth/guard.ts";
import { readDescription, unwrapFileKey } from "../../evidence-files/file-key.ts";
import { readPieces } from "../../evidence-files/read-pieces.ts";
import { publicKeySet } from "../../ledger/keys.ts";
import type { Portal } from "../../portal.ts";
import type { OpenCase } from "../open-case.ts";
import type { CaseExport } from "./case-export.ts";
import { isIn } from "./case-export.ts";
import { writeCasePage } from "./case-page.tsx";
import { readLedgerProofs, withoutRecord } from "./ledger-parts.ts";
import { writeLetterPage } from "./letter-page.tsx";
import { manifestName, signManifest } from "./manifest.ts";
import { writeReadme } from "./readme.ts";
import { writeRemovedPage } from "./removed-page.tsx";
import type { RemovedList } from "./sever-case.ts";
import { textPart, type ZipPart } from "./zip-parts.ts";

/**
 * Every file of an export in order, the signed manifest last. Evidence is named by the digest it had when it arrived,
 * and read only when it is written. Nothing is handed out by this alone.
 */
export async function makeExport(
  { portal }: Pick<Visit, "portal">,
  kase: OpenCase,
  exported: CaseExport,
  removed: RemovedList | null,
): Promise<{ parts: ZipPart[]; manifest: string }> {
  const parts = [
    textPart("README.txt", writeReadme(exported)),
    textPart("case.html", writeCasePage(exported, removed)),
    textPart("case.json", `${JSON.stringify(exported, null, 2)}\n`),
    ...(removed
      ? [
          textPart("removed.html", writeRemovedPage(exported, removed)),
          textPart("removed.json", `${JSON.stringify(removed, null, 2)}\n`),
        ]
      : []),
    ...lettersOf(exported),
    ...(await ledgerOf(portal, kase, exported)),
    ...(await evidenceOf(portal, kase, exported)),
  ];
  const { issuer, number, kind, made_by, made_at } = exported;
  const manifest = await signManifest(portal.keys, {
    ...{ signpost_case_manifest: 1, issuer, number, kind, made_by, made_at },
    files: parts.map(({ name, size, sha256 }) => ({ name, size, sha256 })),
  });
  return { parts: [...parts, textPart(manifestName, manifest)], manifest };
}

function lettersOf(exported: CaseExport): ZipPart[] {
  return exported.acts.flatMap((act) =>
    isIn(act) && act.letter
      ? textPart(act.letter.file, writeLetterPage(exported, act, act.letter))
      : [],
  );
}

async function ledgerOf(portal: Portal, kase: OpenCase, exported: CaseExport): Promise<ZipPart[]> {
  const proofs = await readLedgerProofs(portal, portal.db, kase);
  const acts = exported.acts.flatMap((act) => {
    const found = isIn(act) ? proofs.get(act.number) : undefined;
    const proof = found && exported.kind === "severed" ? withoutRecord(found) : found;
    return isIn(act) && proof ? textPart(act.ledger, `${JSON.stringify(proof, null, 2)}\n`) : [];
  });
  const keys = {
    note: "For comparing only. Check an export against keys that came from elsewhere, never against these.",
    ...publicKeySet(portal.keys),
  };
  return [...acts, textPart("ledger/public-keys.json", `${JSON.stringify(keys, null, 2)}\n`)];
}

async function evidenceOf(
  portal: Portal,
  kase: OpenCase,
  exported: CaseExport,
): Promise<ZipPart[]> {
  const rows = await portal.db.query.heldEvidence.findMany({
    where: eq(heldEvidence.keyId, kase.keyId),
  });
  return exported.evidence.flatMap((file) => {
    const row = isIn(file) && rows.find(({ fileId }) => fileId === file.id);
    if (!row || !isIn(file)) return [];
    const key = unwrapFileKey(kase.key, "report_evidence", file.id, row.wrappedKey);
    const { digest, mediaType } = readDescription(key, file.id, row.described);
    const whole = { id: file.id, key, pieces: row.pieces, digest };
    return {
      ...{ name: file.file, size: row.size, sha256: digest },
      isPacked: !/^text\/|^message\//.test(mediaType),
      open: () => asStream(readPieces(portal, whole)),
    };
  });
}
