import { randomUUID } from "node:crypto";
import { data } from "@remix-run/node";
import { notFound, refuse, seeOther, type Visit } from "../auth/guard.ts";
import { fullName } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import { writeDay as write } from "../days.ts";
import { type FormRefusal, refuseForm } from "../form.ts";
import type { Circle } from "../people/circle.ts";
import { readFormWithFile } from "../upload.ts";
import { paperAddress, peopleOf } from "./addresses.ts";
import { checkSheet, type Sheet, scanIsMissing } from "./check-sheet.ts";
import { recordSheet } from "./record-sheet.ts";
import { sheetFields, sheetOf, typedAgain } from "./sheet-form.ts";
import { longestSheet, readSigners, type Signer } from "./signers.ts";
import { largestScan, readStagedScan, type StagedScan, stageScan } from "./staged-scan.ts";
import { lessonsTakenWords } from "./words.ts";

/** What the form of a signed sheet asks, for the people its address names. */
export async function recordPage(visit: Visit, circle: Circle) {
  const { viewer, portal } = visit;
  const { signers, handles } = await signersOf(visit, circle);
  return {
    circle,
    sheet: randomUUID(),
    clock: await clockOf(portal),
    recorder: viewer.handle,
    signers: signers.map((signer) => ({
      handle: signer.handle,
      name: fullName(signer),
      duties: signer.duties.map(({ key, track, version }) => ({
        value: key,
        label: `${track.title}: policy ${version.policy}, version ${version.number}`,
      })),
    })),
    form: paperAddress(circle, "/form", handles),
    back: paperAddress(circle, "", handles),
  };
}

export type RecordPage = Awaited<ReturnType<typeof recordPage>>;

/** What the check-answers page says, and the answers it sends on. */
export type CheckedAnswers = {
  rows: [string, string][];
  people: { name: string; handle: string; what: string; written: string; isRefusal: boolean }[];
  scan: KnownScan | null;
  hidden: [string, string][];
};

export type KnownScan = { kind: string; kilobytes: number; digest: string };

type Answer = { refusal: FormRefusal; staged: KnownScan | null } | { checked: CheckedAnswers };

/** Checks a sheet, shows it once more, and records it. A scan that arrived is kept while the form is mended. */
export async function recordPosted(visit: Visit, circle: Circle) {
  const { viewer, portal, request } = visit;
  const { signers, handles } = await signersOf(visit, circle);
  const read = await readFormWithFile(request, sheetFields(signers), {
    maxBytes: largestScan,
    tooLarge: "Choose a scan of at most 10 MB: scan it in grey at 200 dots an inch",
  });
  // A scan that arrived is kept while the rest is mended, so that nobody has to send it twice.
  const staged = read.upload && (await stageScan(viewer, portal, read.upload.bytes));
  if ("refusal" in read) {
    const { typed, errors } = read.refusal;
    if (staged && "id" in staged) typed.staged = staged.id;
    const isMissing = !staged && !typed.staged && !errors.file && someoneSigned(typed, signers);
    const file = staged && "refused" in staged ? staged.refused : isMissing ? scanIsMissing : null;
    return refused(visit, { typed, errors: { ...errors, ...(file ? { file } : {}) } });
  }
  const typed = sheetOf(read.value, signers);
  if (staged && "refused" in staged) {
    return refused(visit, refuseForm(typedAgain(typed), { file: staged.refused }).refusal);
  }
  if (staged) typed.staged = staged.id;
  const again = (errors: Record<string, string>) =>
    refused(visit, refuseForm(typedAgain(typed), errors).refusal);
  if (typed.step === "change") return again({});
  if (typed.step === "record") {
    const done = await recordSheet(viewer, portal, circle, handles, typed);
    if ("errors" in done) return again(done.errors);
    const receipts = new URLSearchParams(done.references.map((one) => ["receipt", one]));
    throw seeOther(`/${circle}/paper/recorded?${receipts}`);
  }
  const checked = await checkSheet(viewer, portal, signers, typed);
  if ("errors" in checked) return again(checked.errors);
  const hidden = Object.entries({ ...typedAgain(typed), step: "" }).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string" && entry[1] !== "",
  );
  const clock = await clockOf(portal);
  return data<Answer>({ checked: { ...inWords(checked.sheet, clock.locale), hidden } });
}

/** Also while other answers are missing: a person mends everything at once. */
function someoneSigned(typed: FormRefusal["typed"], signers: Signer[]): boolean {
  return signers.some((_, place) => typed[`outcome-${place}`] === "signed");
}

function inWords({ paper, scan, entries }: Sheet, locale: string): Omit<CheckedAnswers, "hidden"> {
  const { witness, lessons, read } = paper;
  return {
    rows: [
      ["Day", write(locale, paper.signedOn)],
      ["Witness", `${witness.name} (${witness.handle})`],
      [
        "Lessons",
        read
          ? `Read aloud on ${write(locale, read.on)} by ${read.by.name} (${read.by.handle})`
          : lessonsTakenWords[lessons],
      ],
    ],
    people: entries.map(({ signer, duty, name, outcome }) => ({
      name: fullName(signer),
      handle: signer.handle,
      what: `${duty.track.title}: policy ${duty.version.policy}, version ${duty.version.number}`,
      written: name,
      isRefusal: outcome === "refused",
    })),
    scan: scan && known(scan),
  };
}

async function refused({ viewer, portal }: Visit, refusal: FormRefusal) {
  const id = refusal.typed.staged;
  const isId = typeof id === "string" && /^[0-9a-f-]{36}$/i.test(id);
  const staged = isId ? await readStagedScan(viewer, portal, id) : undefined;
  const status = Object.keys(refusal.errors).length > 0 ? 400 : 200;
  return data<Answer>({ refusal, staged: staged ? known(staged) : null }, { status });
}

function known({ mediaType, size, digest }: StagedScan): KnownScan {
  const kind = { "application/pdf": "PDF", "image/jpeg": "JPEG", "image/png": "PNG" }[mediaType];
  return { kind, kilobytes: Math.ceil(size / 1024), digest };
}

/** Everybody the address names, or the page does not exist: a sheet is of the people it says. */
async function signersOf(
  { viewer, portal, url }: Visit,
  circle: Circle,
): Promise<{ signers: Signer[]; handles: string[] }> {
  const handles = peopleOf(url);
  if (handles.length === 0) throw seeOther(`${paperAddress(circle, "")}?nobody`);
  if (handles.length > longestSheet) {
    throw refuse(400, `Choose at most ${longestSheet} people for one sheet.`);
  }
  const signers = await readSigners(viewer, portal, circle, handles);
  if (signers.length !== handles.length) throw notFound();
  return { signers, handles };
}
