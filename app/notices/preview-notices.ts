import { fullName, type Viewer } from "../auth/viewer.ts";
import type { FrozenContent } from "../content/frozen-version.ts";
import type { PublicationChoice } from "../content/publication-choice.ts";
import { addDays, type Day, writeDay, writeDistance } from "../days.ts";
import type { Portal } from "../portal.ts";
import { fillLetter } from "./letter.ts";
import type { NoticeKind } from "./owe-notices.ts";
import { sayWayIn } from "./way-in.ts";

/** A notice as it would read, addressed to whoever previews it. */
type NoticePreview = { to: string; subject: string; html: string };

/**
 * The notices a publication sends, as the viewer would get them: those of the distribution list, and for a
 * substantive version that of an assignment, with `reason` as the example of why.
 */
export function previewNotices(
  viewer: Viewer,
  { publicUrl }: Pick<Portal, "publicUrl">,
  { content, number }: { content: FrozenContent; number: number },
  choice: PublicationChoice,
  { today, reason }: { today: Day; reason: string | null },
): NoticePreview[] {
  const { organization, policy, letters, tracks } = content;
  const { locale } = organization;
  const from = choice.effectiveOn > today ? choice.effectiveOn : today;
  const dueOn = addDays(from, choice.daysToComplete);
  const forEveryone = tracks.filter((track) => track.for === "everyone").map(({ title }) => title);
  const values = {
    "given-name": viewer.givenName,
    name: fullName(viewer),
    organization: organization.name,
    policy: policy.number,
    "policy-title": policy.title,
    version: String(number),
    "effective-day": writeDay(locale, choice.effectiveOn),
    tracks: new Intl.ListFormat(locale, { type: "conjunction" }).format(forEveryone),
    "due-day": writeDay(locale, dueOn),
    "due-when": writeDistance(locale, today, dueOn),
    reason: reason ?? "",
    "way-in": sayWayIn({ handle: viewer.handle, signsInBy: "password" }),
  };
  const sent: { kind: NoticeKind; to: string; isSent: boolean }[] = [
    {
      ...{ kind: "publication-heads", to: "To department heads" },
      isSent: policy.announceTo?.includes("department-heads") ?? false,
    },
    {
      ...{ kind: "publication-staff", to: "To all staff" },
      isSent: policy.announceTo?.includes("all-staff") ?? false,
    },
    {
      ...{ kind: "assignment", to: "To everyone who gets an assignment" },
      isSent: choice.kind === "substantive",
    },
  ];
  return sent.flatMap(({ kind, to, isSent }) => {
    const letter = letters?.[kind];
    if (!isSent || !letter) return [];
    const { subject, html } = fillLetter(letter, values, publicUrl);
    return [{ to, subject, html }];
  });
}
