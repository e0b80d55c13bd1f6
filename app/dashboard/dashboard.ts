import type { Viewer } from "../auth/viewer.ts";
import type { Clock } from "../clock.ts";
import type { FrozenTrack } from "../content/frozen-version.ts";
import type { PolicyVersion } from "../content/version.ts";
import { countNotices } from "../notices/notices.ts";
import type { Portal } from "../portal.ts";
import { readUnreached, type Unreached } from "./addresses.ts";
import { type Choice, chooseShown, readChoices } from "./choices.ts";
import { type Completion, readCompletion } from "./completion.ts";
import { type FirstTry, readFirstTries } from "./first-tries.ts";
import { turnRollUps } from "./turn-roll-ups.ts";

/** Every figure HR reads, of one track of one version. Each is the length of a list. */
export type Dashboard = {
  clock: Clock;
  version: PolicyVersion;
  track: FrozenTrack;
  completion: Completion;
  firstTries: FirstTry[];
};

/**
 * The dashboard of the track and version asked for; without one, of the newest that anything was assigned
 * of. `dashboard` is null while nothing is assigned. Refuses, in a sentence, what was never assigned.
 */
export async function readDashboard(
  viewer: Viewer,
  portal: Portal,
  asked: { version?: string | undefined; track?: string | undefined },
): Promise<
  | {
      dashboard: Dashboard | null;
      choices: Choice[];
      unreached: Unreached;
      /** Notices that want somebody, by where they stand; 1,001 stands for more than 1,000. */
      notices: Awaited<ReturnType<typeof countNotices>>;
    }
  | { refused: string }
> {
  const clock = await turnRollUps(portal);
  const [choices, unreached, notices] = await Promise.all([
    readChoices(viewer, portal),
    readUnreached(viewer, portal),
    countNotices(viewer, portal),
  ]);
  const shown = chooseShown(choices, asked);
  if (shown === "unknown") {
    return { refused: "Choose a version and a track from the list" };
  }
  if (!shown) return { dashboard: null, choices, unreached, notices };
  const version = await portal.shelf.version(shown.versionId);
  const track = version.content.tracks.find(({ id }) => id === shown.track);
  if (!track) throw new Error(`Version ${version.number} has no track ${shown.track}.`);
  const [completion, firstTries] = await Promise.all([
    readCompletion(viewer, portal, clock, { version, track: track.id }),
    readFirstTries(viewer, portal, { version, track }),
  ]);
  const dashboard = { clock, version, track, completion, firstTries };
  return { dashboard, choices, unreached, notices };
}
