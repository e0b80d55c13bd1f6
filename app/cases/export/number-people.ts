import type { CaseExport } from "./case-export.ts";

/**
 * A severed export with everybody under a number of this export alone, "person-1" and on as they first stand in it: the
 * portal's own ids are the same in every export, and would tell that two of them are about the same person.
 */
export function numberPeople(exported: CaseExport): CaseExport {
  const numbered = new Map<string, string>();
  const find = (value: unknown): void => {
    if (value === null || typeof value !== "object") return;
    if ("id" in value && "handle" in value && !numbered.has(String(value.id))) {
      numbered.set(String(value.id), `person-${numbered.size + 1}`);
    }
    for (const part of Object.values(value)) find(part);
  };
  find(exported);
  const write = (value: unknown): unknown => {
    if (typeof value === "string") return numbered.get(value) ?? value;
    if (Array.isArray(value)) return value.map(write);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, write(part)]));
  };
  return write(exported) as CaseExport;
}
