import type { JSONWebKeySet } from "jose";
import { z } from "zod";
import { canonicalJson, type Json, sha256Hex } from "../../ledger/canonical.ts";
import { leafHash, verifyInclusion } from "../../ledger/merkle.ts";
import { digest, openSeal } from "../../ledger/seal.ts";
import { recorded } from "../case-act.ts";
import type { Manifest } from "./manifest.ts";

const person = z.looseObject({ id: z.string() });
const act = z.looseObject({
  number: z.int(),
  act: z.string(),
  by: person,
  at: z.string(),
  about: z.int().nullable(),
  person: person.nullable(),
  choice: z.string().nullable(),
  due_on: z.string().nullable(),
  bound: z.strictObject({
    form_id: z.string(),
    details: z.custom<Json>(),
    words_sha256: digest.nullable(),
  }),
  ledger: z.string(),
});
const caseFile = z.looseObject({
  signpost_case: z.literal(1),
  kind: z.enum(["whole", "severed"]),
  number: z.string(),
  allegations: z.array(
    z.looseObject({
      ...{ number: z.int(), clause: z.string(), posted_from: z.string(), posted_until: z.string() },
      ...{ is_off_duty: z.boolean(), respondent: person },
    }),
  ),
  findings: z.array(z.looseObject({ number: z.int(), allegation: z.int(), outcome: z.string() })),
  discipline: z.array(
    z.looseObject({
      ...{ number: z.int(), measure: z.string(), respondent: person, grounds: z.array(z.int()) },
      ...{ days: z.int().nullable(), is_paid: z.boolean().nullable() },
      sunset_on: z.string().nullable(),
    }),
  ),
  acts: z.array(z.union([act, z.strictObject({ number: z.int(), ground: z.string() })])),
});
const proof = z
  .strictObject({ seal: z.string(), position: z.int().min(0), path: z.array(digest) })
  .nullable();
const proofFile = z.strictObject({ record: z.string(), proof });
/** Of a severed export. */
const leafFile = z.strictObject({ note: z.string(), leaf: digest, proof });
const record = z.strictObject({
  v: z.literal(1),
  id: z.string(),
  act: z.string(),
  by: z.string().nullable(),
  about: z.null(),
  at: z.string(),
  facts: z.strictObject({ case: digest, position: z.int(), digest }),
});

type Act = z.infer<typeof act>;

/**
 * What was found of the acts of an export: how many there are; by number those not sealed yet when it was made, and
 * those of which it holds too little to work out the digest that the ledger binds, as a severed one does.
 */
export type ActsFound = { acts: number; unsealed: number[]; unbound: number[] };

/**
 * Each act of an export whose files are as they were signed, against its record of the ledger: the record under its
 * seal, and the act by its digest. Refuses with the first act that is not what was recorded. A severed export holds no
 * record, for it names who acted: there it is only asked that a record of each act stands under its seal.
 */
export async function whyNotInLedger(
  manifest: Pick<Manifest, "number" | "kind">,
  publicKeys: JSONWebKeySet,
  read: (name: string) => Promise<string | null>,
): Promise<ActsFound | { refused: string }> {
  const kase = caseFile.safeParse(parseJson(await read("case.json"))).data;
  if (!kase) return { refused: "case.json is not written as a case." };
  if (kase.number !== manifest.number || kase.kind !== manifest.kind)
    return { refused: "case.json is of another case, or of another kind, than the manifest." };
  const found: ActsFound = { acts: kase.acts.length, unsealed: [], unbound: [] };
  const leaves = new Set<string>();
  let name: string | null = null;
  for (const [index, one] of kase.acts.entries()) {
    if (one.number !== index + 1) return { refused: `Act ${index + 1} is missing in case.json.` };
    if ("ground" in one && typeof one.ground === "string") {
      if (kase.kind === "severed") continue;
      return { refused: `Act ${one.number} is left out, and this is no severed export.` };
    }
    const told = one as Act;
    const file = parseJson(await read(told.ledger));
    const whole = kase.kind === "whole" ? proofFile.safeParse(file).data : undefined;
    const severed = kase.kind === "severed" ? leafFile.safeParse(file).data : undefined;
    const leaf = whole ? leafHash(whole.record) : severed && Buffer.from(severed.leaf, "hex");
    if (!leaf) return { refused: `Act ${told.number} has no ledger record in the file.` };
    const facts = whole && record.safeParse(parseJson(whole.record)).data;
    if (whole && !facts) return { refused: `${told.ledger} is no ledger record of an act.` };
    name ??= facts?.facts.case ?? null;
    const { proof } = whole ?? severed ?? { proof: null };
    const refused =
      (await whyNotSealed(leaf, proof, publicKeys)) ??
      (leaves.has(leaf.toString("hex")) ? "its record is that of an act before it" : null) ??
      (facts && name ? whyNotRecorded(told, facts, name) : null) ??
      whyNotDetailed(told, kase);
    if (refused)
      return { refused: `Act ${told.number} is not what the ledger recorded: ${refused}.` };
    leaves.add(leaf.toString("hex"));
    if (!proof) found.unsealed.push(told.number);
    if (!facts) found.unbound.push(told.number);
  }
  return found;
}

async function whyNotSealed(
  leaf: Buffer,
  proof: z.infer<typeof proofFile>["proof"],
  publicKeys: JSONWebKeySet,
): Promise<string | null> {
  if (!proof) return null;
  const opened = await openSeal(proof.seal, publicKeys);
  if ("refused" in opened) return opened.refused.replace(/\.$/, "");
  const { root, size } = opened.seal;
  const path = proof.path.map((hash) => Buffer.from(hash, "hex"));
  const isUnder = verifyInclusion(leaf, proof.position, size, path, Buffer.from(root, "hex"));
  return isUnder ? null : "its record is not among those its seal covers";
}

function whyNotRecorded(
  told: Act,
  { act: name, by, at, facts }: z.infer<typeof record>,
  kase: string,
): string | null {
  const { number, act, about, choice } = told;
  if (facts.case !== kase) return "its record is of another case";
  if (facts.position !== number) return `its record is of act ${facts.position}`;
  if (name !== recorded[act as keyof typeof recorded])
    return "its record is of another kind of act";
  if (at !== told.at) return "it was recorded at another moment";
  // A respondent's own acts name nobody in the ledger.
  if (by !== null && by !== told.by.id) return "somebody else did it";
  const bound = {
    ...{ number, act, formId: told.bound.form_id, about, choice, dueOn: told.due_on },
    ...{ personId: told.person?.id ?? null, details: told.bound.details },
    words: told.bound.words_sha256,
  };
  return facts.digest === sha256Hex(canonicalJson(bound))
    ? null
    : "what is said of it does not have the digest of its record";
}

/** An allegation, a finding or discipline reads as what the record of its act binds. */
function whyNotDetailed(
  { number, act: name, bound }: Act,
  { allegations, findings, discipline }: z.infer<typeof caseFile>,
): string | null {
  const details = (bound.details ?? {}) as { [name: string]: Json };
  const of = <T extends { number: number }>(rows: T[]) =>
    rows.filter((one) => one.number === number);
  const [allegation, finding, measure] = [of(allegations), of(findings), of(discipline)];
  const isSame =
    allegation.length === (name === "alleged" ? 1 : 0) &&
    finding.length === (name === "found" ? 1 : 0) &&
    measure.length === (name === "proposed" ? 1 : 0) &&
    allegation.every(
      (one) =>
        one.clause === details.clause &&
        one.respondent.id === details.respondentId &&
        one.posted_from === details.postedFrom &&
        one.posted_until === details.postedUntil &&
        one.is_off_duty === details.isOffDuty,
    ) &&
    finding.every(
      (one) => one.outcome === details.outcome && one.allegation === details.allegation,
    ) &&
    measure.every(
      (one) =>
        one.measure === details.measure &&
        one.respondent.id === details.respondentId &&
        one.days === details.days &&
        one.is_paid === details.isPaid &&
        one.sunset_on === details.sunsetOn &&
        canonicalJson(one.grounds) === canonicalJson(details.grounds ?? null),
    );
  return isSame ? null : "what belongs to it is told otherwise than it was recorded";
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}
