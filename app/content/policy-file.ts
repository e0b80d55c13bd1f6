import { z } from "zod";
import type { Fault } from "./fault.ts";
import { day, orNone, policyNumber, words } from "./fields.ts";
import { openFrontMatter } from "./front-matter.ts";
import type { FrozenClause, FrozenPolicy } from "./frozen-version.ts";
import type { KnownNames } from "./known-names.ts";
import { renderWords } from "./render.ts";

const fields = z.strictObject({
  number: policyNumber,
  title: words(120),
  procedure: orNone(words(60)),
  replaces: orNone(words(60)),
  revises: orNone(words(60)),
  approved_on: day,
  method_of_approval: words(120),
  file_number: words(60),
  effective_on: day,
  distribution: z.array(words(120)),
  announce_to: z.array(z.enum(["department-heads", "all-staff"])).optional(),
});

/** `policy.mdx`, read. What has faults is null. */
export type PolicyFile = {
  path: string;
  policy: FrozenPolicy | null;
  clauses: Record<string, FrozenClause> | null;
  /** The line on which a clause begins. */
  lines: Map<string, number>;
};

/** Reads the policy: its front matter, its clauses by id, its headings, and its words as HTML. */
export async function readPolicy(
  text: string,
  path: string,
  known: KnownNames,
  faults: Fault[],
): Promise<PolicyFile> {
  const parts = openFrontMatter(text, path, faults);
  if (!parts) return { path, policy: null, clauses: null, lines: new Map() };
  const front = parts.front.read(fields);
  const fault = (line: number, mend: string) => faults.push({ file: path, line, mend });
  const read = await renderWords(parts.words, "policy", known, fault);
  if (read?.html === "") fault(1, "Write the policy below the front matter.");
  // Where a clause was refused, the others alone would make faults of every word that names it.
  if (!read?.html) return { path, policy: null, clauses: null, lines: new Map() };
  const clauses = Object.fromEntries(read.clauses.map(({ id, clause }) => [id, clause]));
  const lines = new Map(read.clauses.map(({ id, line }) => [id, line]));
  if (!front) return { path, policy: null, clauses, lines };
  const policy: FrozenPolicy = {
    number: front.number,
    title: front.title,
    procedure: front.procedure,
    replaces: front.replaces,
    revises: front.revises,
    approvedOn: front.approved_on,
    methodOfApproval: front.method_of_approval,
    fileNumber: front.file_number,
    effectiveOn: front.effective_on,
    distribution: front.distribution,
    ...(front.announce_to ? { announceTo: front.announce_to } : {}),
    html: read.html,
    contents: read.headings,
    clauses,
  };
  return { path, policy, clauses, lines };
}
