import type { ReportSettings } from "../../content/frozen-version.ts";
import type { Answers, Reporter } from "../answers.ts";
import { inWords } from "./become-anonymous.ts";
import type { DraftReport } from "./draft-report.ts";
import { firstUnanswered } from "./questions.ts";

/** A draft with every question answered, as a report says it. */
type FinishedReport = { answers: Answers } & (
  | { kind: "named" | "confidential"; reporter: Reporter }
  | { kind: "anonymous"; reporter: null }
);

/** What a draft says as a report; null while a question has no answer. */
export function finishReport(draft: DraftReport, settings: ReportSettings): FinishedReport | null {
  if (!isWhole(draft)) return null;
  const { kind, contact, isUrgent, what, where, when, who, recognizable } = draft;
  const { witnesses, pasted } = draft;
  const answers: Answers = {
    ...{ what, when, recognizable, witnesses, pasted, isUrgent },
    platforms: [...where.platforms, ...(where.other ? [where.other] : [])],
    addresses: where.addresses,
    subjects: kind === "anonymous" ? who.map(inWords) : who,
    clauses: [...new Set(chosenRules(draft, settings).map(({ clause }) => clause))],
  };
  if (kind === "anonymous") return { kind, answers, reporter: null };
  return contact ? { kind, answers, reporter: contact } : null;
}

/** The rules somebody may choose from: what holds on the City's channels only, where the post is on one. */
export function offeredRules({ where }: DraftReport, { rules }: ReportSettings) {
  return rules.filter(({ onChannels }) => !onChannels || where?.onChannel === "yes");
}

/** Those that were chosen, and are offered still. */
export function chosenRules(draft: DraftReport, settings: ReportSettings) {
  return offeredRules(draft, settings).filter(({ says }) => draft.rules?.includes(says));
}

type WholeDraft = Required<Omit<DraftReport, "contact" | "code" | "left">> &
  Pick<DraftReport, "contact">;

const isWhole = (draft: DraftReport): draft is DraftReport & WholeDraft =>
  firstUnanswered(draft) === null;
