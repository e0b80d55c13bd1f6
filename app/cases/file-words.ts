// How a case reads in words. Light: pages and their components share it.
import { endSentence } from "../end-sentence.ts";
import type { EvidenceSource } from "../evidence-files/source.ts";
import type { CaseStage } from "./case-file.ts";

/** What that means: what comes next. */
export const stageMeaning: Record<CaseStage, string> = {
  triage: "It is to be decided whether this is investigated.",
  investigation: "Allegations are stated, answered and found on.",
  decision: "A finding is substantiated: what follows is to be decided.",
  conclusion: "Everything is decided. Those concerned are told, then it is closed.",
  closed: "Nothing is open.",
  disposed: "Nothing of it can be read any more.",
};

/** The step that somebody asked to be excepted from. */
export const stepWords: Record<string, string> = {
  notice: "The notice of allegations",
  response: "The response to the notice",
  representation: "The offer of representation",
  review: "The review of a finding by a second person",
};

/** Why a clock stands still. */
export const pauseWords: Record<string, string> = {
  police: "the police are asked",
  other: "for another reason",
};

/** How an act reads as something that was done to the day it sets. */
export const dueWords: Partial<Record<string, string>> = {
  opened: "To be concluded by",
  resumed: "To be concluded by",
  reopened: "To be concluded by",
  grieved: "To be concluded by",
  "interim-begun": "To be reviewed by",
  "interim-reviewed": "To be reviewed again by",
  noticed: "To be answered by",
  closed: "Kept at least until",
};

/** "From: Nadia Petryk. Shows: the post as it stood on Tuesday" */
export const saySource = ({ from, shows }: EvidenceSource): string =>
  shows ? `From: ${endSentence(from)} Shows: ${shows}` : `From: ${from}`;
