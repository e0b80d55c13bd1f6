import { citeClause } from "./cite-clause.ts";
import type { Weight } from "./difference-advice.ts";
import type { FrozenContent } from "./frozen-version.ts";

/** The same weight with its clauses cited as the later version cites them, or else the earlier. */
export function sayWeight(weight: Weight, ...contents: (FrozenContent | undefined)[]): Weight {
  const cite = (id: string) => {
    const clauses = contents.map((content) => content?.policy.clauses[id]);
    return citeClause(clauses.find(Boolean)?.label ?? id, id);
  };
  return { ...weight, clauses: weight.clauses.map(cite) };
}
