import { readSignInChange } from "../auth/sign-in-changes.ts";
import { fullName } from "../auth/viewer.ts";
import type { FrozenContent, Organization } from "../content/frozen-version.ts";
import { titleOf } from "../content/title-of.ts";
import { type Day, writeDay, writeDistance } from "../days.ts";
import type { Executor } from "../db.ts";
import type { Portal } from "../portal.ts";
import { readDigestOfAll, readDigestOfTeam } from "./digest.ts";
import type { DueNotice, OpenDuty } from "./due-notice.ts";
import { readSealValues } from "./latest-seal.ts";
import { fillLetter, type Letter, type LetterValues } from "./letter.ts";
import { sayWayIn } from "./way-in.ts";

/**
 * The letter of a notice as this person gets it today; null while no published version holds letters.
 * A publication is told of in its own version's letter, everything else in that of the version in force.
 */
export async function writeLetter(
  portal: Portal,
  db: Executor,
  notice: DueNotice,
  today: Day,
): Promise<Letter | null> {
  const content = await contentWithLetters(portal, notice.versionId);
  const frozen = content?.letters?.[notice.kind] ?? (await letterOfTheFiles(portal, notice.kind));
  if (!content || !frozen) return null;
  const { organization } = content;
  const values = {
    "given-name": notice.givenName,
    name: fullName(notice),
    organization: organization.name,
    "way-in": sayWayIn(notice),
    ...(await valuesOf(portal, db, notice, { organization, today })),
  };
  return fillLetter(frozen, values, portal.publicUrl);
}

/** Of a kind that came after every published version: the letter as the files have it at present. */
async function letterOfTheFiles(portal: Portal, kind: DueNotice["kind"]) {
  const read = await portal.contentFiles();
  return "content" in read ? read.content.letters?.[kind] : undefined;
}

/** Whether any published version holds letters: until then nothing can be sent. */
export async function hasLetters(portal: Portal): Promise<boolean> {
  return (await contentWithLetters(portal, null)) !== null;
}

type Given = { organization: Organization; today: Day };

async function valuesOf(
  portal: Portal,
  db: Executor,
  notice: DueNotice,
  given: Given,
): Promise<LetterValues> {
  switch (notice.kind) {
    case "publication-heads":
    case "publication-staff": {
      const version = await portal.shelf.version(notice.versionId ?? "");
      return {
        policy: version.policy,
        "policy-title": version.content.policy.title,
        version: String(version.number),
        "effective-day": writeDay(given.organization.locale, version.effectiveOn),
      };
    }
    case "assignment":
      return dutyValues(notice.about ? [notice.about] : [], given);
    case "escalation":
      return {
        ...dutyValues(notice.about ? [notice.about] : [], given),
        person: notice.about?.name ?? "",
      };
    case "digest-supervisor":
      return readDigestOfTeam(db, notice.personId, given);
    case "digest-hr":
      return readDigestOfAll(db, given);
    case "latest-seal":
      return readSealValues(db, notice.seal ?? 0, given.organization);
    case "sign-in-changed":
      return readSignInChange(db, notice, given.organization);
    case "report-waiting":
    case "report-due":
      return {};
    default:
      return dutyValues(
        notice.duties.filter(({ dueOn }) => dueOn === notice.dueOn),
        given,
      );
  }
}

function dutyValues(duties: OpenDuty[], { organization, today }: Given): LetterValues {
  const { locale, tracks } = organization;
  const [first] = duties;
  const titles = new Set(duties.map(({ track }) => titleOf(tracks, track)));
  return {
    tracks: new Intl.ListFormat(locale, { type: "conjunction" }).format(titles),
    reason: first?.reason ?? "",
    "due-day": first ? writeDay(locale, first.dueOn) : "",
    "due-when": first ? writeDistance(locale, today, first.dueOn) : "",
  };
}

async function contentWithLetters(
  portal: Portal,
  versionId: string | null,
): Promise<FrozenContent | null> {
  const own = versionId ? (await portal.shelf.version(versionId)).content : null;
  if (own?.letters) return own;
  const inForce = (await portal.shelf.inForce(portal.now()))?.content;
  if (inForce?.letters) return inForce;
  for (const { id } of await portal.shelf.all()) {
    const { content } = await portal.shelf.version(id);
    if (content.letters) return content;
  }
  return null;
}
