import type { FrozenClause } from "#app/content/frozen-version.ts";
import type { KnownNames } from "#app/content/known-names.ts";
import { readOrganization } from "#app/content/organization.ts";
import { renderWords } from "#app/content/render.ts";
import type { FileKind } from "#app/content/vocabulary.ts";
import { good, organization } from "./content-folder.ts";

/** Words by themselves, beside the organization of the good content folder and three of its clauses. */
export async function renderIn(kind: FileKind, words: string) {
  const faults: { line: number; mend: string }[] = [];
  const rendered = await renderWords(`\n${words}\n`, kind, known, (line, mend) => {
    // The empty line before stands for the front matter.
    faults.push({ line: line - 1, mend });
  });
  return { faults, html: rendered?.html?.trim() ?? null, clauses: rendered?.clauses ?? [] };
}

/** The one fault of words in a lesson. */
export async function onlyFaultIn(words: string, kind: FileKind = "lesson") {
  const { faults, html } = await renderIn(kind, words);
  if (faults.length !== 1 || !faults[0] || html !== null) {
    throw new Error(JSON.stringify({ words, html, faults }, null, 2));
  }
  return faults[0];
}

const clause = (label: string, text: string, term: string | null = null): FrozenClause => ({
  label,
  text,
  term,
});

const known: KnownNames = {
  organization: readOrganization(good[organization] ?? "", organization, [])?.organization ?? null,
  clauses: {
    "1.town": clause("section 1, “Town”", "Town means the Town of Birch Hollow.", "Town"),
    "2.a": clause("section 2, first rule", "Be kind to everyone in town & elsewhere."),
  },
  scenarios: ["rink"],
};
