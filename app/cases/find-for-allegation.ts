import { clockOf } from "../clock.ts";
import type { FrozenClause } from "../content/frozen-version.ts";
import type { PolicyVersion } from "../content/version.ts";
import { type Day, writeDay } from "../days.ts";
import type { Executor } from "../db.ts";
import { readReportWords } from "../intake/form/report-words.ts";
import type { Portal } from "../portal.ts";
import type { CaseInHand } from "./act-on-case.ts";
import { type AllegationStanding, readAllegationStanding } from "./allegation-standing.ts";
import { postedIn, type WhoAndWhen } from "./allege-form.ts";
import type { CasePerson } from "./case-file.ts";
import { respondentOf } from "./respondent-of.ts";
import { readVersionsInSpan } from "./versions-in-span.ts";

/** A rule that can be cited: its clause in the cited version, and what it means in plain words. */
export type CitableRule = Pick<FrozenClause, "label" | "text"> & { clause: string; says: string[] };

/** What follows from whom an allegation is about, when and where: the cited version, and its rules. */
export type FoundForAllegation = {
  respondent: CasePerson;
  posted: { from: Day; until: Day };
  version: PolicyVersion;
  /** The version was chosen, with a reason, as more than one could apply. */
  isChosen: boolean;
  rules: CitableRule[];
  standing: AllegationStanding;
};

/** A version that was in force on some day of the span, to choose from. */
export type VersionToChoose = { number: number; effectiveOn: Day };

/**
 * Finds it, or says what to mend. Where several versions were in force in the span, or none was on its first days,
 * `versions` are those to choose from, with a reason.
 */
export async function findForAllegation(
  portal: Portal,
  db: Executor,
  { file, today }: Pick<CaseInHand, "file" | "today">,
  value: WhoAndWhen,
): Promise<FoundForAllegation | { refused: string; field: string; versions?: VersionToChoose[] }> {
  const respondent = respondentOf(file, value.person);
  if ("refused" in respondent) return respondent;
  const posted = postedIn(value, today);
  if ("refused" in posted) return posted;
  const chosen = await chooseVersion(portal, posted, value);
  if ("refused" in chosen) return chosen;
  const version = await portal.shelf.version(chosen.id);
  const rules = await citableRules(portal, version, value.where);
  return {
    ...{ respondent, posted, version, isChosen: chosen.isChosen, rules },
    standing: await readAllegationStanding(portal, db, {
      ...{ respondentId: respondent.id, versionId: version.id },
      clause: rules.map(({ clause }) => clause),
      ...{ postedFrom: posted.from, postedUntil: posted.until },
    }),
  };
}

/** Why a rule cannot be cited from what was found; null where it can. */
export function whyNotCitable(
  { rules, version }: FoundForAllegation,
  clause: string,
): string | null {
  if (rules.some((rule) => rule.clause === clause)) return null;
  return Object.hasOwn(version.content.policy.clauses, clause)
    ? "Choose one of these rules: only they can be alleged of what was posted there"
    : `Choose one of these rules: version ${version.number} has no ${clause}`;
}

async function chooseVersion(
  portal: Portal,
  posted: { from: Day; until: Day },
  { when, version, whyVersion }: WhoAndWhen,
): Promise<
  | { id: string; isChosen: boolean }
  | { refused: string; field: string; versions?: VersionToChoose[] }
> {
  const { locale } = await clockOf(portal);
  const { versions, firstOn } = await readVersionsInSpan(portal, posted);
  const field = { day: "on", span: "until", unknown: "latest" }[when];
  if (versions.length === 0) {
    const since = firstOn ? `came into force on ${writeDay(locale, firstOn)}` : "is still to come";
    return {
      refused: `Enter a later day: the policy ${since}, and nothing before can break it`,
      field,
    };
  }
  const [only] = versions;
  if (only && versions.length === 1 && only.effectiveOn <= posted.from)
    return { id: only.id, isChosen: false };
  const toChoose = versions.map(({ number, effectiveOn }) => ({ number, effectiveOn }));
  const found = versions.find(({ number }) => String(number) === version);
  if (!found) {
    const refused =
      versions.length > 1
        ? "Choose the version: several were in force between these days"
        : `Choose the version, or a later first day: the policy came into force on ${writeDay(locale, only?.effectiveOn ?? "")}`;
    return { refused, field: "version", versions: toChoose };
  }
  return whyVersion
    ? { id: found.id, isChosen: true }
    : { refused: "Write why this version applies", field: "whyVersion", versions: toChoose };
}

/** The rules of a version in plain words; the grounds of the City's channels only where it was posted on one. */
async function citableRules(
  portal: Portal,
  { content: { policy, organization } }: PolicyVersion,
  where: WhoAndWhen["where"],
): Promise<CitableRule[]> {
  const { rules } = organization.reports ?? (await readReportWords(portal)).settings;
  const found = new Map<string, CitableRule>();
  for (const { clause, says, onChannels } of rules) {
    const words = policy.clauses[clause];
    if (!words || (onChannels && where !== "channel")) continue;
    const { label, text } = words;
    const rule = found.get(clause) ?? { clause, label, text, says: [] };
    found.set(clause, { ...rule, says: [...rule.says, says] });
  }
  // The rules for everybody come before those of the City's channels.
  const isGround = ({ clause }: CitableRule) =>
    rules.some((rule) => rule.clause === clause && rule.onChannels);
  return [...found.values()].sort(
    (one, other) =>
      Number(isGround(one)) - Number(isGround(other)) || one.clause.localeCompare(other.clause),
  );
}
