import type { Viewer } from "../../auth/viewer.ts";
import { type Clock, clockOf } from "../../clock.ts";
import type { Day } from "../../days.ts";
import { readStagedEvidence, type StagedFile } from "../../evidence-files/staged-evidence.ts";
import type { Portal } from "../../portal.ts";
import { readExchangeWords } from "../exchange-settings.ts";
import { notYours } from "./file-log.ts";
import { type LogAbout, nameAbout } from "./log-about.ts";
import type { OpenLogDraft } from "./log-draft.ts";
import { fillIn } from "./log-form.ts";
import { type LogTarget, readLogTarget } from "./log-target.ts";

/** A form to log an exchange, new or with what its draft holds. */
export type LogPage = {
  clock: Clock;
  /** Where it is posted. */
  action: string;
  /** Whom it is about, or the number of the request. */
  name: string;
  target: LogTarget | null;
  /** Why it cannot be logged, or null. */
  whyNot: string | null;
  seen: number;
  platforms: string[];
  kept: { title: string; html: string } | null;
  typed: Record<string, string>;
  files: Pick<StagedFile, "id" | "name" | "size">[];
  /** Null: nothing was kept yet. */
  draft: { id: string; savedAt: Date; expiresOn: Day } | null;
};

/** The form of a log that is about to be written; undefined where what it is about is not the viewer's. */
export async function readNewLogPage(
  viewer: Viewer,
  portal: Portal,
  about: LogAbout,
  id: string,
): Promise<LogPage | undefined> {
  const target = await readLogTarget(viewer, portal, about);
  if (!target) return undefined;
  const { platforms, kept } = await readExchangeWords(portal);
  return {
    ...{ clock: await clockOf(portal), action: draftAddress(id, about), platforms, kept, target },
    ...{ name: target.person.name, whyNot: target.whyNot, seen: target.seen },
    ...{
      typed: { ...fillIn(target.request, platforms), advice: target.answer },
      files: [],
      draft: null,
    },
  };
}

/** The form of a draft. Where what it is about moved to somebody else, it says so, and shows only what was typed. */
export async function readDraftPage(
  viewer: Viewer,
  portal: Portal,
  draft: OpenLogDraft,
): Promise<LogPage> {
  const { id, about, typed, savedAt, expiresOn } = draft;
  const target = (await readLogTarget(viewer, portal, about)) ?? null;
  const { platforms, kept } = await readExchangeWords(portal);
  return {
    ...{ clock: await clockOf(portal), action: draftAddress(id, about), target, typed },
    ...{ platforms, kept },
    name: target?.person.name ?? (await nameAbout(viewer, portal, draft)),
    whyNot: target ? target.whyNot : notYours,
    seen: target?.seen ?? 0,
    files: await readStagedEvidence(portal, draft),
    draft: { id, savedAt, expiresOn },
  };
}

const draftAddress = (id: string, about: LogAbout) =>
  `/exchanges/drafts/${id}?${new URLSearchParams(about)}`;
