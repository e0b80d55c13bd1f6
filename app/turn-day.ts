import { bringDutiesUpToDate } from "./attestation/bring-duties-up-to-date.ts";
import { endGrants } from "./auth/end-grants.ts";
import { turnRollUps } from "./dashboard/turn-roll-ups.ts";
import { sweepEvidence } from "./evidence-files/sweep-evidence.ts";
import { removeOldLogDrafts } from "./exchanges/log/log-draft.ts";
import { tellOfFollowUps } from "./exchanges/tell-of-follow-ups.ts";
import { removeOldDrafts } from "./intake/draft.ts";
import { remindHandlers } from "./intake/remind-handlers.ts";
import { recordAnonymousActs } from "./intake/reporter-act.ts";
import { tellOfAnonymousReports } from "./intake/tell-handlers.ts";
import { oweLatestSeal } from "./notices/latest-seal.ts";
import { turnNotices } from "./notices/turn-notices.ts";
import { sweepStagedScans } from "./paper/staged-scan.ts";
import type { Portal } from "./portal.ts";

/**
 * Brings up to date what follows from the calendar. Asked for every ten minutes and at each start; what
 * was done for this day already is not done again.
 */
export async function turnDay(portal: Portal): Promise<void> {
  await turnRollUps(portal);
  await endGrants(portal);
  await bringDutiesUpToDate(portal);
  await tellOfAnonymousReports(portal);
  await remindHandlers(portal);
  await tellOfFollowUps(portal);
  await oweLatestSeal(portal);
  await turnNotices(portal);
  await sweepStagedScans(portal);
  await recordAnonymousActs(portal);
  await removeOldDrafts(portal);
  await removeOldLogDrafts(portal);
  await sweepEvidence(portal);
}
