import { createHash } from "node:crypto";
import { BlobReader, type FileEntry, ZipReader } from "@zip.js/zip.js/index-native.js";
import type { JSONWebKeySet } from "jose";
import { type Manifest, manifestName, openManifest } from "./manifest.ts";
import { type ActsFound, whyNotInLedger } from "./why-not-in-ledger.ts";

/** What a check found: the signed manifest, and of which acts what could not be checked. */
type CaseVerdict = { manifest: Manifest } & ActsFound;

/** Parts that are read whole are no longer than this; evidence is only hashed. */
const longestText = 512 * 1024 * 1024;

/**
 * Checks an export against public keys that came from elsewhere: that its end is there, who signed it, each file, and
 * each act against its ledger record. Refuses with the first thing that is not as it was. Nothing is held whole but
 * the texts: a file of gigabytes is read once.
 */
export async function verifyCaseFile(
  file: Blob,
  publicKeys: JSONWebKeySet,
): Promise<{ verdict: CaseVerdict } | { refused: string }> {
  const opened = await openZip(file);
  if ("refused" in opened) return opened;
  const { entries } = opened;
  const last = entries.find(({ filename }) => filename === manifestName);
  if (!last)
    return { refused: `${manifestName} is missing: this is no export, or it was cut off.` };
  const text = await readText(last);
  if (text === null) return { refused: `${manifestName} was changed.` };
  const signed = await openManifest(text, publicKeys);
  if ("refused" in signed) return signed;
  const { manifest } = signed;
  const listed = new Set(manifest.files.map(({ name }) => name));
  const added = entries.find(({ filename }) => filename !== manifestName && !listed.has(filename));
  for (const { name, size, sha256 } of manifest.files) {
    const entry = entries.find(({ filename }) => filename === name);
    if (!entry) return { refused: `${name} is missing: it was removed from the file.` };
    const found = await digestOf(entry);
    if (found === null || found.size !== size || found.sha256 !== sha256)
      return { refused: `${name} was changed: it is not the file that was signed.` };
  }
  if (added) return { refused: `${added.filename} was added: the manifest does not name it.` };
  const byName = new Map(entries.map((entry) => [entry.filename, entry]));
  const acts = await whyNotInLedger(manifest, publicKeys, async (name) => {
    const entry = byName.get(name);
    return entry ? readText(entry) : null;
  });
  if ("refused" in acts) return acts;
  return { verdict: { manifest, ...acts } };
}

async function openZip(file: Blob): Promise<{ entries: FileEntry[] } | { refused: string }> {
  const zip = new ZipReader(new BlobReader(file), {
    ...{ useWebWorkers: false, checkSignature: true, checkOverlappingEntry: true },
    ...{ strictness: "strict", filenameValidation: "strict" },
  });
  try {
    const entries = await zip.getEntries();
    const folder = entries.find(({ directory }) => directory);
    if (folder) return { refused: `${folder.filename} was added: an export has no empty folders.` };
    return { entries: entries as FileEntry[] };
  } catch (problem) {
    const isCut = /end of central directory/i.test((problem as Error).message);
    return {
      refused: isCut
        ? "The end of the file is missing: it was cut off, or this is no ZIP file."
        : `The ZIP file is damaged, or was put together by something else than Signpost: ${(problem as Error).message}.`,
    };
  }
}

/** Null where its bytes cannot be read, or are not those the ZIP file says. */
async function digestOf(entry: FileEntry): Promise<{ size: number; sha256: string } | null> {
  const hash = createHash("sha256");
  let size = 0;
  const sink = new WritableStream<Uint8Array>({
    write(bytes) {
      hash.update(bytes);
      size += bytes.length;
    },
  });
  try {
    await entry.getData(sink);
    return { size, sha256: hash.digest("hex") };
  } catch {
    return null;
  }
}

async function readText(entry: FileEntry): Promise<string | null> {
  if (entry.uncompressedSize > longestText) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    await entry.getData(
      new WritableStream<Uint8Array>({
        write(bytes) {
          size += bytes.length;
          if (size > longestText) throw new Error("It is longer than it says.");
          chunks.push(bytes);
        },
      }),
    );
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    return null;
  }
}
