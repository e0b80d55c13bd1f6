import { readTeamPerson } from "../../attestation/team-person.ts";
import { fullName, type Viewer } from "../../auth/viewer.ts";
import { clockOf } from "../../clock.ts";
import type { Portal } from "../../portal.ts";
import { readExchangePage } from "../exchange-page.ts";
import type { AdviceRequest } from "../told.ts";
import { noLog } from "../why-no-act.ts";
import { readBetween } from "./between.ts";
import type { LogAbout } from "./log-about.ts";

/** Whom a log is about, and the request it answers, as the viewer may read them today. */
export type LogTarget = {
  person: { name: string; givenName: string; work: string | null };
  request: (AdviceRequest & { number: string }) | null;
  /** Supervisors between the viewer and the person, from whom a log without a request can be kept. */
  between: { handle: string; name: string }[];
  /** Number of the last act of the exchange; 0 without one. */
  seen: number;
  /** What was answered last; empty without an answer. */
  answer: string;
  /** Why it cannot be logged, or null. */
  whyNot: string | null;
};

/** What a log would be about; undefined where that is not the viewer's, today. */
export async function readLogTarget(
  viewer: Viewer,
  portal: Portal,
  about: LogAbout,
): Promise<LogTarget | undefined> {
  if ("request" in about) {
    const page = await readExchangePage(viewer, portal, about.request);
    if (!page) return undefined;
    const { person, request, number, seen, acts } = page;
    return {
      ...{ person, seen, whyNot: noLog(page) },
      answer: acts.findLast(({ act }) => act === "answered")?.words ?? "",
      ...{ request: request && { ...request, number }, between: [] },
    };
  }
  const found = await readTeamPerson(viewer, portal, about.person);
  if (!found) return undefined;
  const { givenName, position, department } = found;
  const person = { name: fullName(found), givenName, work: `${position}, ${department}` };
  const { today } = await clockOf(portal);
  const line = await readBetween(portal.db, viewer, about.person, today);
  const between = line.map(({ handle, name }) => ({ handle, name }));
  return { person, request: null, between, seen: 0, answer: "", whyNot: null };
}
