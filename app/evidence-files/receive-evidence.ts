import { once } from "node:events";
import type { ReadableStream as NodeStream } from "node:stream/web";
import { Busboy, type BusboyFileStream, type BusboyInstance } from "@fastify/busboy";
import { eq } from "drizzle-orm";
import { heldEvidence, stagedEvidence } from "#drizzle/schema/evidence.ts";
import type { Portal } from "../portal.ts";
import { attachFile, tooMany } from "./attach-evidence.ts";
import type { EvidenceHolder } from "./holder.ts";
import { limits } from "./limits.ts";
import { shownName } from "./safe-name.ts";
import type { EvidenceSource } from "./source.ts";
import { type OpenDraft, stageFile } from "./staged-evidence.ts";
import {
  emptyFile,
  isDiskFull,
  noRoom,
  removeFile,
  type StoredFile,
  storeFile,
} from "./store-file.ts";

/**
 * Where files go: to a draft, until it is filed; to what holds them, added by a reporter (null) or the office, with
 * `isOnce` only what they did not add before; or nowhere, for the reason given without its subject. `readSource` says
 * from the fields before the first file where they come from, or why they are not kept.
 */
type Destination =
  | { draft: OpenDraft }
  | {
      holder: EvidenceHolder;
      by: string | null;
      isOnce?: boolean;
      readSource?: (fields: Record<string, string>) => EvidenceSource | { refused: string };
    }
  | { nowhere: string };

/** What a posted form held. A refused file has left nothing behind; `sentence` names it and says what to do. */
export type ReceivedEvidence = {
  fields: Record<string, string>;
  arrived: { id: string; name: string; size: number }[];
  refused: { name: string; sentence: string }[];
};

/**
 * Receives a posted form with any number of files, each stored, checked and staged or attached by itself as it
 * streams in: what happens to one leaves the others as they are. An input without a chosen file is nothing.
 * Of a field sent twice the first counts; it has at most 128 KiB.
 */
export async function receiveEvidence(
  portal: Portal,
  request: Request,
  to: Destination,
): Promise<ReceivedEvidence> {
  const fields = new Map<string, string>();
  const arrived: ReceivedEvidence["arrived"] = [];
  const refused: ReceivedEvidence["refused"] = [];
  const refuse = (typed: string, why: string) => {
    const name = shownName(typed);
    refused.push({ name, sentence: `“${name}” ${why}` });
  };
  const parser = openParser(request);
  if (!parser) return { fields: {}, arrived, refused: [{ name: "", sentence: notWhole }] };

  let current: BusboyFileStream | undefined;
  let turns: Promise<void> = Promise.resolve();
  let failure: unknown;
  parser.on("field", (name, value) => {
    if (!fields.has(name)) fields.set(name, value);
  });
  parser.on("filesLimit", () => {
    const sentence = `Only the first ${limits.filesInRequest} files were taken. Send the others after them`;
    refused.push({ name: "", sentence });
  });
  parser.on("file", (_field, stream, name = "") => {
    current = stream;
    let isBroken = false;
    stream.on("error", () => {
      isBroken = true;
    });
    // The next file waits for this one: only one is ever on its way into the database.
    turns = turns
      .then(() => (failure ? undefined : take(stream, name)))
      .catch((problem) => {
        if (isBroken) refuse(name, "did not arrive whole. Send it again");
        else failure ??= problem;
      })
      .finally(() => stream.resume());
  });

  const take = async (stream: BusboyFileStream, name: string) => {
    if ("nowhere" in to) return name ? refuse(name, to.nowhere) : undefined;
    const source = "holder" in to ? to.readSource?.(Object.fromEntries(fields)) : undefined;
    if (source && "refused" in source) return name ? refuse(name, source.refused) : undefined;
    if (name && !("holder" in to && to.isOnce) && (await isFull(portal, to))) {
      return refuse(name, tooMany);
    }
    const bytes = stream.iterator({ destroyOnReturn: false });
    const stored = await storeFile(portal, { name, bytes, isCutOff: () => stream.truncated });
    if ("refused" in stored) {
      // An input in which nothing was chosen is sent without a name and without a byte.
      if (name || stored.refused !== emptyFile) refuse(name, stored.refused);
      return;
    }
    const held = await hold(portal, stored, to, source);
    if ("refused" in held) {
      await removeFile(portal, stored.id);
      return refuse(name, held.refused);
    }
    if ("isHeldAs" in held) await removeFile(portal, stored.id);
    const id = "isHeldAs" in held ? held.isHeldAs : stored.id;
    arrived.push({ id, name: stored.name, size: stored.size });
  };

  const isWhole = await feed(request, parser);
  if (!isWhole) {
    current?.destroy(new Error("The request was cut off."));
    if (!current) refused.push({ name: "", sentence: notWhole });
  }
  await turns;
  if (failure) throw failure;
  return { fields: Object.fromEntries(fields), arrived, refused };
}

const notWhole = "The form did not arrive whole. Send it again";

function openParser(request: Request): BusboyInstance | null {
  try {
    return new Busboy({
      headers: { "content-type": request.headers.get("Content-Type") ?? "" },
      limits: {
        fileSize: limits.fileBytes,
        files: limits.filesInRequest,
        fieldSize: 128 * 1024,
        fields: 50,
        parts: 100,
        headerPairs: 20,
        headerSize: 8192,
      },
    });
  } catch {
    return null;
  }
}

/** Hands the body on as fast as it is taken. False when it broke off, or is no form. */
async function feed(request: Request, parser: BusboyInstance): Promise<boolean> {
  let isBroken = false;
  const ended = new Promise<boolean>((answered) => {
    parser.once("finish", () => answered(true));
    parser.on("error", () => {
      isBroken = true;
      answered(false);
    });
  });
  try {
    const body = (request.body ?? new Blob().stream()) as NodeStream<Uint8Array>;
    for await (const chunk of body) {
      const goesOn = parser.write(chunk);
      if (!goesOn) await Promise.race([once(parser, "drain").catch(() => {}), ended]);
      if (isBroken) return false;
    }
    parser.end();
  } catch {
    return false;
  }
  return ended;
}

/** The draft or holder has as many files as it may: the next one need not be stored first. */
async function isFull({ db }: Portal, to: Kept): Promise<boolean> {
  const held =
    "draft" in to
      ? await db.$count(stagedEvidence, eq(stagedEvidence.draftId, to.draft.id))
      : await db.$count(heldEvidence, eq(heldEvidence.keyId, to.holder.keyId));
  return held >= limits.filesHeld;
}

type Kept = Exclude<Destination, { nowhere: string }>;

/** The case that was to hold it was closed while it was on its way. */
function takesNoMore(problem: unknown): boolean {
  if (!(problem instanceof Error)) return false;
  const { constraint_name } = problem as { constraint_name?: string };
  return constraint_name === "case_evidence_is_of_those_who_may" || takesNoMore(problem.cause);
}

async function hold(
  portal: Portal,
  stored: StoredFile,
  to: Kept,
  source?: EvidenceSource,
): Promise<{ refused: string } | { isHeld: true } | { isHeldAs: string }> {
  try {
    return "draft" in to
      ? await stageFile(portal, to.draft, stored)
      : await portal.db.transaction((tx) =>
          attachFile(portal, tx, to.holder, stored, to.by, { ...to, source }),
        );
  } catch (problem) {
    if (isDiskFull(problem)) return { refused: noRoom };
    if (takesNoMore(problem)) return { refused: "was not kept: the case is closed now" };
    await removeFile(portal, stored.id);
    throw problem;
  }
}
