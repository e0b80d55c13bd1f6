import { sql } from "drizzle-orm";
import { isSeenBy } from "../attestation/access.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { FrozenTrack } from "../content/frozen-version.ts";
import type { PolicyVersion } from "../content/version.ts";
import type { Portal } from "../portal.ts";

/** How a scenario went at the first try, for everybody who ever answered it, who left included. */
export type FirstTry = {
  scenario: string;
  /** Its question, in the words of the version. */
  ask: string;
  /** How its situation begins, so that questions in the same words are told apart. */
  situation: string;
  lesson: { slug: string; title: string };
  answered: number;
  missed: number;
};

/** First tries by scenario of a track: what was missed by the largest share first, unanswered ones last. */
export async function readFirstTries(
  viewer: Viewer,
  { db }: Portal,
  { version, track }: { version: PolicyVersion; track: FrozenTrack },
): Promise<FirstTry[]> {
  const rows = await db.execute<{ scenario: string; answered: number; missed: number }>(sql`
    select scenario, sum(count)::int as answered,
      coalesce(sum(count) filter (where not is_right), 0)::int as missed
    from first_try_counts_now where ${isSeenBy(viewer)} and version_id = ${version.id} group by 1`);
  const counted = new Map(rows.map(({ scenario, ...counts }) => [scenario, counts]));
  return track.lessons
    .flatMap(({ slug, title, scenarios }) =>
      scenarios.map(({ id, ask, situation }) => ({
        ...{ scenario: id, ask, situation: beginningOf(situation[0] ?? "") },
        lesson: { slug, title },
        ...(counted.get(id) ?? { answered: 0, missed: 0 }),
      })),
    )
    .toSorted((one, other) => shareMissed(other) - shareMissed(one));
}

/** From 0 to 1; -1 where nobody has answered. */
const shareMissed = ({ answered, missed }: FirstTry) => (answered === 0 ? -1 : missed / answered);

/** The first sentence, or as much of it as fits. */
function beginningOf(text: string, characters = 80): string {
  const [sentence = text] = /^.*?[.!?](?=\s|$)/.exec(text) ?? [];
  if (sentence.length <= characters) return sentence;
  return `${sentence.slice(0, sentence.lastIndexOf(" ", characters))} …`;
}
