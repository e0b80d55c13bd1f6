import { sql } from "drizzle-orm";
import { z } from "zod";
import { assignWithin } from "../attestation/assign-by-hand.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { Day } from "../days.ts";
import type { Transaction } from "../db.ts";
import { told } from "../intake/form/told.ts";
import type { Portal } from "../portal.ts";
import { dayAhead, seenFields } from "../seen-form.ts";
import type { CaseInHand } from "./act-on-case.ts";
import { whyNotTheirs } from "./capacity.ts";
import type { CaseFile } from "./case-file.ts";
import type { AskedOfCase } from "./case-route.ts";
import { whyNoCaseAct } from "./life.ts";

/** Training that was assigned from a case, and how far it went. */
export type RemedialTraining = {
  /** Number of the act that assigned it. */
  number: number;
  person: string;
  track: string;
  dueOn: Day;
  settledAs: "acknowledged" | "refused" | "ended" | null;
  settledAt: Date | null;
};

/** All training assigned from a case, in order. Whoever opened the case may read it. */
export async function readRemedialTraining(
  portal: Pick<Portal, "db" | "organization">,
  { acts }: Pick<CaseFile, "acts">,
): Promise<RemedialTraining[]> {
  const assigned = acts.flatMap((line) =>
    line.act === "training-assigned" && line.said ? [{ ...line, said: line.said }] : [],
  );
  if (assigned.length === 0) return [];
  const rows = await portal.db.execute<
    { id: string; settledAt: string | null } & Omit<
      RemedialTraining,
      "number" | "person" | "settledAt"
    >
  >(sql`
    select a.id, a.track, a.due_on::text as "dueOn", a.settled_as as "settledAs", a.settled_at as "settledAt"
    from assignments a where a.id in (${sql.join(
      assigned.map(({ said }) => sql`${said.assignment}`),
      sql`, `,
    )})`);
  const { tracks } = await portal.organization();
  const titleOf = (track: string) => tracks.find(({ id }) => id === track)?.title ?? track;
  return assigned.flatMap(({ number, person, said }) => {
    const found = rows.find(({ id }) => id === said.assignment);
    if (!found) return [];
    const { id: _, settledAt, ...shown } = found;
    const settled = settledAt === null ? null : new Date(settledAt);
    return [
      {
        ...shown,
        track: titleOf(shown.track),
        number,
        person: person?.name ?? "",
        settledAt: settled,
      },
    ];
  });
}

export const trainingForm = (today: Day) =>
  z.object({
    ...seenFields,
    person: z.string({ error: "Choose who is to do it" }).max(100),
    track: z.string({ error: "Choose a track" }).max(100),
    due: dayAhead(today, "Enter the day by which it is to be done"),
    words: told(20_000),
  });

/**
 * Assigns a track from a case. To everybody else it is training that Human Resources assigned: what stands with the
 * assignment, which auditors read, does not say that there is a case.
 */
export async function askTraining(
  viewer: Viewer,
  portal: Portal,
  tx: Transaction,
  { person, track, due: dueOn, words }: z.output<ReturnType<typeof trainingForm>>,
  { file, standing, capacity }: CaseInHand,
): Promise<AskedOfCase> {
  const to = file.respondents.find(({ handle }) => handle === person);
  if (!to) return { refused: "Choose who is to do it", field: "person" };
  const personId = to.id;
  // Asked before anything is written: what is refused afterwards would leave the assignment behind.
  const act = "training-assigned" as const;
  const refused =
    whyNotTheirs(capacity, act) ??
    whyNoCaseAct(standing, { act, personId, isRespondent: true, by: viewer.personId });
  if (refused) return { refused };
  const filedReason = "Assigned by Human Resources.";
  const made = await assignWithin(viewer, portal, tx, { personId, track, dueOn, filedReason });
  if ("refused" in made) return { ...made, field: "track" };
  return [{ act, personId, dueOn, said: { words, assignment: made.id } }];
}
