import { setTimeout } from "node:timers/promises";
import { notFound, refuse, type Visit } from "../../auth/guard.ts";
import { clockOf } from "../../clock.ts";
import { sha256Hex } from "../../ledger/canonical.ts";
import { inclusionOf } from "../../ledger/proof.ts";
import { writeRecord } from "../../ledger/record.ts";
import type { CaseInHand } from "../act-on-case.ts";
import { readCaseInHand } from "../case-route.ts";
import { noteCaseView } from "../note-case-view.ts";
import type { CaseExport, ExportKind } from "./case-export.ts";
import { lastRecordOf } from "./ledger-parts.ts";
import { makeExport } from "./make-export.ts";
import { readCaseExport, readViews } from "./read-case-export.ts";
import type { RemovedList } from "./sever-case.ts";
import { nameOfExport, notYours } from "./words.ts";
import { streamZip } from "./zip-parts.ts";

/** Makes of a whole case what is exported, or says why not yet. */
export type Sever = (
  whole: CaseExport,
) => { exported: CaseExport; removed: RemovedList | null } | { refused: string };

/**
 * Answers with the export of a case as a file: to who handles it; everybody else to whom the case is there is told who
 * does, and to the rest nothing is. That it was made, by whom, and the digest of its manifest stand in the ledger
 * before its first byte leaves.
 */
export async function handOutExport(
  visit: Visit,
  kind: ExportKind,
  prepare: (hand: CaseInHand) => Promise<Sever>,
): Promise<Response> {
  const { viewer, portal, request, params } = visit;
  const hand = await readCaseInHand(visit, params.number ?? "");
  if (!hand) throw notFound();
  if (request.headers.get("Sec-Fetch-Site") === "cross-site") {
    throw refuse(403, "Download this file from the portal's own page.");
  }
  if (!hand.capacity.handles) throw refuse(403, `${notYours}.`);
  // Asking for the headers alone takes nothing out, so nothing is to say that something was.
  if (request.method === "HEAD") return new Response(null);
  const sever = await prepare(hand);
  const whole = await readCaseExport(visit, hand);
  // What would be refused is refused before it is noted that an export was made.
  const looked = sever(whole);
  if ("refused" in looked) throw refuse(409, `${looked.refused}.`);
  await noteCaseView(visit, hand.kase, kind === "whole" ? "export" : "severed-export");
  await waitForLastSeal(visit, hand);
  const views = await readViews(portal.db, hand.kase.id);
  const severed = sever({ ...whole, views });
  if ("refused" in severed) throw refuse(409, `${severed.refused}.`);
  const { exported, removed } = severed;
  const { parts, manifest } = await makeExport(visit, hand.kase, exported, removed);
  const at = portal.now();
  const facts = {
    case: portal.vault.indexOf("case", hand.kase.id),
    digest: sha256Hex(manifest),
    kind,
  };
  await portal.db.transaction((tx) =>
    writeRecord(tx, { act: "export-case", by: viewer.personId, about: null, at, facts }),
  );
  const { today } = await clockOf(portal);
  return new Response(streamZip(parts, at), {
    headers: {
      "Content-Type": "application/zip",
      "Content-Disposition": `attachment; filename="${nameOfExport(hand.kase.number, kind, today)}"`,
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "private, no-store",
    },
  });
}

/** Sealing takes about a second: an export of what was done just now has its proof too. It waits at most three. */
async function waitForLastSeal({ portal }: Visit, { kase, file }: CaseInHand): Promise<void> {
  const last = file.acts.at(-1)?.at.getTime() ?? 0;
  const id = await lastRecordOf(portal, portal.db, kase);
  for (let tries = 0; id && tries < 12; tries++) {
    if (portal.now().getTime() - last > 5000 || (await inclusionOf(portal.db, id))) return;
    await setTimeout(250);
  }
}
