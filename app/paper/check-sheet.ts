import { sql } from "drizzle-orm";
import { fullName, type Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import { type Day, isDay, writeDay } from "../days.ts";
import { inForce } from "../people/in-force.ts";
import type { Portal } from "../portal.ts";
import type { NamedPerson, PaperFacts } from "./paper-facts.ts";
import type { Outcome, TypedSheet } from "./sheet-form.ts";
import type { Signer, SignerDuty } from "./signers.ts";
import { readStagedScan, type StagedScan } from "./staged-scan.ts";

/** A sheet that can be recorded. */
export type Sheet = {
  id: string;
  paper: Omit<PaperFacts, "scan" | "recordedBy">;
  scan: StagedScan | null;
  entries: { signer: Signer; duty: SignerDuty; name: string; outcome: Outcome }[];
};

export const scanIsMissing =
  "Choose the scan of the signed paper. A file without content does not count";

/**
 * Checks a sheet as it was typed: the same for the page that asks whether it is right and for the act.
 * Refuses by field, each in a sentence that names the person it is about.
 */
export async function checkSheet(
  viewer: Viewer,
  portal: Portal,
  signers: Signer[],
  typed: TypedSheet,
): Promise<{ sheet: Sheet } | { errors: Record<string, string> }> {
  const { locale, today } = await clockOf(portal);
  const errors: Record<string, string> = {};
  const { signedOn } = typed;
  if (!isDay(signedOn)) errors.signedOn = "Enter the day as year-month-day, such as 2026-03-31";
  else if (signedOn > today)
    errors.signedOn = "Enter a day up to today: nothing is signed in advance";

  const entries = signers.flatMap((signer, place) => {
    const {
      duty: key,
      name,
      outcome,
    } = typed.entries[place] ?? { duty: "", name: "", outcome: "signed" };
    const duty = signer.duties.find((one) => one.key === key);
    if (duty) return [{ signer, duty, name, outcome: outcome as Outcome }];
    errors[`duty-${place}`] =
      `Leave ${fullName(signer)} out: nothing of that track and version is open for this person`;
    return [];
  });
  if (!errors.signedOn) {
    const early = whyTooEarly(entries, signedOn, (day) => writeDay(locale, day));
    if (early) errors.signedOn = early;
  }

  const day = errors.signedOn ? today : signedOn;
  const witness = await findColleague(portal, typed.witness, day);
  if (!witness) errors.witness = noSuchPerson;
  else if (entries.some(({ signer }) => signer.personId === witness.id)) {
    errors.witness = "Name another witness: nobody witnesses their own paper";
  }
  const read = await readAloud(portal, typed, day, entries);
  if ("errors" in read) Object.assign(errors, read.errors);
  if (typed.lessons === "portal") {
    const unlearned = entries.find(({ duty }) => !duty.isLearned);
    if (unlearned) {
      errors.lessons = `${fullName(unlearned.signer)} has not completed the lessons in the portal. Choose another answer, or record this person on a sheet of their own`;
    }
  }

  const scan = typed.staged ? await readStagedScan(viewer, portal, typed.staged) : undefined;
  if (typed.staged && !scan) errors.file = "Choose the scan again: it waited for too long";
  else if (!scan && entries.some(({ outcome }) => outcome === "signed")) {
    errors.file = scanIsMissing;
  }
  if (Object.keys(errors).length > 0 || !witness || "errors" in read) return { errors };
  return {
    sheet: {
      id: typed.sheet,
      paper: { signedOn, witness, lessons: typed.lessons, read: read.read },
      scan: scan ?? null,
      entries,
    },
  };
}

type Entries = Sheet["entries"];

function whyTooEarly(entries: Entries, signedOn: Day, write: (day: Day) => string): string | null {
  for (const { signer, duty } of entries) {
    const { assignedOn, version } = duty;
    const name = fullName(signer);
    if (signedOn < version.effectiveOn) {
      return `Enter a later day: version ${version.number} is in force since ${write(version.effectiveOn)}`;
    }
    if (signedOn < assignedOn) {
      return `Enter a later day: this was assigned to ${name} on ${write(assignedOn)}, so it could not be signed before`;
    }
  }
  return null;
}

async function readAloud(
  portal: Portal,
  { lessons, readOn, readBy }: TypedSheet,
  signedOn: Day,
  entries: Entries,
): Promise<{ read: PaperFacts["read"] } | { errors: Record<string, string> }> {
  if (lessons !== "read-aloud") return { read: null };
  const errors: Record<string, string> = {};
  if (!readOn || !isDay(readOn)) {
    errors.readOn = "Enter the day on which the lessons were read aloud, as year-month-day";
  } else if (readOn > signedOn) {
    errors.readOn = "Enter a day up to the one it was signed on: the lessons come first";
  }
  const by = await findColleague(portal, readBy ?? "", errors.readOn ? signedOn : (readOn ?? ""));
  if (!by) errors.readBy = noSuchPerson;
  else if (entries.some(({ signer }) => signer.personId === by.id)) {
    errors.readBy = "Name somebody else: nobody is taught by themselves";
  }
  return by && readOn && Object.keys(errors).length === 0
    ? { read: { on: readOn, by } }
    : { errors };
}

const noSuchPerson =
  "Enter the employee number of somebody who worked here on that day: there is nobody with this one";

/** Somebody of the directory by their number, who was here on the day. Only the name is told. */
async function findColleague(
  portal: Portal,
  handle: string,
  day: Day,
): Promise<NamedPerson | undefined> {
  const [found] = await portal.db.execute<NamedPerson>(sql`
    select p.id, p.handle, p.given_name || ' ' || p.family_name as name from people p
    where lower(p.handle) = lower(${handle}) and (p.is_outside or exists (
      select from employments e
      where e.person_id = p.id and ${inForce("e", day)}
    ))`);
  return found;
}
