import type { CaseActLine } from "./case-file.ts";

/** "Leave with pay, for Jesse Flett". */
export function sayInterim({
  choice,
  person,
}: Pick<CaseActLine<"interim-begun">, "choice" | "person">): string {
  const what = choice === "leave-with-pay" ? "Leave with pay" : "Access removed";
  return `${what}, for ${person?.name ?? "somebody"}`;
}
