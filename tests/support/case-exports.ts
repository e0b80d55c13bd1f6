import { randomUUID } from "node:crypto";
import { BlobReader, type FileEntry, ZipReader } from "@zip.js/zip.js/index-native.js";
import { handOutExport } from "#app/cases/export/hand-out-export.ts";
import { signManifest } from "#app/cases/export/manifest.ts";
import { readSevering } from "#app/cases/export/read-severed.ts";
import { addSeverances, type Severance } from "#app/cases/export/severances.ts";
import { verifyCaseFile } from "#app/cases/export/verify-case-file.ts";
import { streamZip, textPart } from "#app/cases/export/zip-parts.ts";
import { receiveEvidence } from "#app/evidence-files/receive-evidence.ts";
import { publicKeySet } from "#app/ledger/keys.ts";
import { sealCommitted } from "#app/ledger/seal.ts";
import { readCase } from "./cases.ts";
import { upload } from "./evidence.ts";
import type { testPortal } from "./portal.ts";

type City = ReturnType<typeof testPortal>;

/** A visit to the address of an export, as its route gets it. */
export async function exportVisit(city: City, as: string, number: string, method = "GET") {
  const url = new URL(`http://127.0.0.1:3000/cases/${number}/export`);
  return {
    ...{ portal: city.portal, viewer: await city.viewer(as), params: { number }, url },
    ...{ request: new Request(url, { method }), clientAddress: "127.0.0.1" },
  };
}

/** The response with an export, everything sealed before; a refusal is answered too. */
export async function askForExport(
  city: City,
  as: string,
  number: string,
  kind: "whole" | "severed" = "whole",
  method = "GET",
  { isSealed = true }: { isSealed?: boolean } = {},
): Promise<Response> {
  if (isSealed) await sealCommitted(city.database.owner, city.portal.keys, city.portal.now());
  const visit = await exportVisit(city, as, number, method);
  const prepare =
    kind === "severed"
      ? (hand: Parameters<typeof readSevering>[1]) => readSevering(visit, hand)
      : async () => (whole: Parameters<Awaited<ReturnType<typeof readSevering>>>[0]) => ({
          ...{ exported: whole, removed: null },
        });
  try {
    return await handOutExport(visit, kind, prepare);
  } catch (answer) {
    if (answer instanceof Response) return answer;
    throw answer;
  }
}

/** The bytes of an export. */
export async function exportOf(
  city: City,
  as: string,
  number: string,
  kind: "whole" | "severed" = "whole",
): Promise<Buffer> {
  const answer = await askForExport(city, as, number, kind);
  if (answer.status !== 200) throw new Error(`${answer.status}: ${await answer.text()}`);
  return Buffer.from(await answer.arrayBuffer());
}

/** Every file of a ZIP, unpacked, by name and in order. */
export async function unzip(zip: Uint8Array): Promise<Map<string, Buffer>> {
  const reader = new ZipReader(new BlobReader(new Blob([zip as BlobPart])), {
    useWebWorkers: false,
  });
  const files = new Map<string, Buffer>();
  for (const entry of (await reader.getEntries()) as FileEntry[]) {
    const chunks: Uint8Array[] = [];
    await entry.getData(
      new WritableStream<Uint8Array>({ write: (bytes) => void chunks.push(bytes) }),
    );
    files.set(entry.filename, Buffer.concat(chunks));
  }
  return files;
}

/** The files of an export changed by somebody who can sign as the portal, with a manifest that is right. */
export async function signAgain(
  city: City,
  files: Map<string, Buffer>,
  change: (files: Map<string, Buffer>) => void,
): Promise<Buffer> {
  const changed = new Map(files);
  change(changed);
  changed.delete("manifest.json");
  const parts = [...changed].map(([name, bytes]) => textPart(name, String(bytes)));
  const { issuer, number, kind, made_by, made_at } = JSON.parse(String(changed.get("case.json")));
  const manifest = await signManifest(city.portal.keys, {
    ...{ signpost_case_manifest: 1, issuer, number, kind, made_by, made_at },
    files: parts.map(({ name, size, sha256 }) => ({ name, size, sha256 })),
  });
  const all = [...parts, textPart("manifest.json", manifest)];
  return Buffer.from(await new Response(streamZip(all, city.portal.now())).arrayBuffer());
}

/** Adds a file to the evidence of a case, by who handles it. */
export async function addToCase(
  city: City,
  number: string,
  file: { name: string; bytes: Uint8Array | string },
  source = { from: "The respondent's own page", shows: "" },
): Promise<string> {
  const { kase } = await readCase(city, "1003", number);
  const { personId } = await city.viewer("1003");
  const to = { holder: kase, by: personId, readSource: () => source };
  const sent = await receiveEvidence(city.portal, upload([file]), to);
  const [arrived] = sent.arrived;
  if (!arrived) throw new Error(JSON.stringify(sent));
  return arrived.id;
}

/** Marks what is to be severed, as who handles the case: Tom (1003). */
export async function sever(city: City, number: string, ...severances: Severance[]): Promise<void> {
  const { kase } = await readCase(city, "1003", number);
  const viewer = await city.viewer("1003");
  const form = { formId: randomUUID() };
  const done = await addSeverances(viewer, city.portal, kase, form, severances);
  if ("refused" in done) throw new Error(done.refused);
}

/** What the verifier says of an export, by the portal's keys unless others are named. */
export function verify(city: City, zip: Uint8Array, keys = publicKeySet(city.portal.keys)) {
  return verifyCaseFile(new Blob([zip as BlobPart]), keys);
}
