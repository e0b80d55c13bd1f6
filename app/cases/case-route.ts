// What the routes of all acts on a case have in common: one opens the form or says why not, one does the act.
import { randomUUID } from "node:crypto";
import { data } from "@remix-run/node";
import type { z } from "zod";
import { notFound, notFoundWith, seeOther, type Visit } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import type { Transaction } from "../db.ts";
import { readForm, refuseForm } from "../form.ts";
import { actOnCase, type CaseInHand } from "./act-on-case.ts";
import { readCapacity, whyNotTheirs } from "./capacity.ts";
import type { CaseActName, NewCaseAct } from "./case-act.ts";
import { readCaseFile } from "./case-file.ts";
import { actAt } from "./done-words.ts";
import { whyNoCaseAct } from "./life.ts";
import { noteCaseView } from "./note-case-view.ts";
import { openCase } from "./open-case.ts";
import { standingOf } from "./standing.ts";

/** A case as its page needs it, outside of any act; undefined where it is not there, or was disposed of. */
export async function readCaseInHand(
  { viewer, portal }: Pick<Visit, "viewer" | "portal">,
  number: string,
): Promise<CaseInHand | undefined> {
  const kase = await openCase(viewer, portal, number);
  if (kase?.of !== "case") return undefined;
  const clock = await clockOf(portal);
  const { today } = clock;
  const file = await readCaseFile(portal.db, kase, today);
  const capacity = await readCapacity(viewer, portal, portal.db, kase);
  const standing = standingOf(file, clock);
  return { kase, file, standing, capacity, today };
}

/**
 * What the form of an act needs: the case's number, the last act its reader sees, why the act cannot be done now
 * (null: it can), and what `offer` adds, asked only where it can. 404 where the case is not there.
 */
export async function loadCaseAct<T extends object>(
  visit: Visit,
  act: CaseActName,
  offer: (hand: CaseInHand) => T | Promise<T>,
): Promise<{
  number: string;
  seen: number;
  formId: string;
  whyNot: string | null;
  offered: T | null;
}> {
  const hand = await readCaseInHand(visit, visit.params.number ?? "");
  if (!hand) throw notFound();
  await noteCaseView(visit, hand.kase, "file");
  const about = aboutOf(visit.url);
  const asked = { act, about, by: visit.viewer.personId };
  const whyNot = whyNotTheirs(hand.capacity, act, about) ?? whyNoCaseAct(hand.standing, asked);
  return {
    ...{ number: hand.kase.number, seen: hand.file.acts.length, formId: randomUUID(), whyNot },
    offered: whyNot ? null : await offer(hand),
  };
}

/** The number of the earlier act that the address says an act is about: `?about=12`. */
export function aboutOf(url: URL): number | undefined {
  const about = url.searchParams.get("about") ?? "";
  return /^\d{1,4}$/.test(about) ? Number(about) : undefined;
}

/** What a form asks for; or the sentence why not, at a field of it where one is named. */
export type AskedOfCase = NewCaseAct[] | { refused: string; field?: string };

/**
 * Does what a form of a case asks for and sends on to the case; answers the form with what to mend, and what was
 * typed; 404 with what was typed where the case is not there any more.
 */
export async function sendCaseAct<Shape extends z.ZodRawShape>(
  { viewer, portal, request, params, url }: Visit,
  schema: z.ZodObject<Shape>,
  ask: (
    value: z.output<z.ZodObject<Shape>>,
    hand: CaseInHand,
    tx: Transaction,
  ) => AskedOfCase | Promise<AskedOfCase>,
) {
  const number = params.number ?? "";
  const posted = await request.formData();
  const form = await readForm({ formData: async () => posted }, schema);
  const typed = "refusal" in form ? form.refusal.typed : typedOf(posted, schema);
  if ("refusal" in form) {
    const kase = await openCase(viewer, portal, number);
    if (kase?.of !== "case") throw notFoundWith(wordsOf(typed));
    return data(form, { status: 400 });
  }
  const { formId, seen } = form.value as unknown as { formId: string; seen: number };
  const done = await actOnCase(viewer, portal, number, { formId, seen }, (hand, tx) =>
    ask(form.value, hand, tx),
  );
  if (!done) throw notFoundWith(wordsOf(typed));
  if ("refused" in done) {
    const { refused, field = "form" } = done;
    const status = field === "form" ? 409 : 400;
    return data(refuseForm(typed, { [field]: refused }), { status });
  }
  return seeOther(`/cases/${number.toUpperCase()}?done=${actAt(url.pathname) ?? ""}`);
}

function typedOf(posted: FormData, { shape }: z.ZodObject<z.ZodRawShape>) {
  return Object.fromEntries(
    Object.keys(shape).map((name) => {
      const texts = posted.getAll(name).filter((one) => typeof one === "string");
      return [name, texts.length > 1 ? texts : (texts[0] ?? "")];
    }),
  );
}

/** Everything of a form that somebody wrote, to copy. */
const wordsOf = (typed: Record<string, string | string[] | undefined>) =>
  Object.entries(typed)
    .filter(([name]) => name !== "formId" && name !== "seen")
    .flatMap(([, text]) => text ?? [])
    .join("\n\n");
