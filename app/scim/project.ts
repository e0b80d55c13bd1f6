import { mistake } from "./fault.ts";
import { enterpriseSchema, plainName } from "./names.ts";

/** Which attributes an answer has, by `attributes` or `excludedAttributes` (RFC 7644, 3.9). */
type Projection = { only: Set<string> | null; without: Set<string> };

/** Reads both, as lists or as text parted by commas. Only one of them may be given. */
export function readProjection(attributes: unknown, excluded: unknown): Projection {
  const [only, without] = [readNames(attributes), readNames(excluded)];
  if (only.size > 0 && without.size > 0) {
    throw mistake("invalidValue", "Send either attributes or excludedAttributes.");
  }
  return { only: only.size > 0 ? only : null, without };
}

function readNames(given: unknown): Set<string> {
  const all = Array.isArray(given) ? given : String(given ?? "").split(",");
  const names = all.map((one) => plainName(String(one).trim())).filter(Boolean) as string[];
  return new Set(names.slice(0, 100));
}

const always = ["id", "schemas"];

/** What is asked for of a resource; `id` and `schemas` are in every answer. */
export function project<R extends object>(resource: R, { only, without }: Projection): object {
  const isIn = (name: string) =>
    always.includes(name) || (only ? isNamed(only, name) : !without.has(name));
  return pick(resource, "", isIn) ?? {};
}

/** Named itself, as a part of what is named, or as the whole of a part that is named. */
function isNamed(names: Set<string>, name: string): boolean {
  if (names.has(name)) return true;
  const parts = name.split(/(?<=enterprise):|\./);
  if (parts.some((_, at) => at > 0 && names.has(name.slice(0, lengthOf(parts, at))))) return true;
  return [...names].some((one) => one.startsWith(`${name}.`) || one.startsWith(`${name}:`));
}

const lengthOf = (parts: string[], count: number) => parts.slice(0, count).join(".").length;

function pick(value: object, prefix: string, isIn: (name: string) => boolean): object | undefined {
  const kept = Object.entries(value).flatMap(([key, one]) => {
    const isExtension = prefix === "" && key === enterpriseSchema;
    const name = isExtension ? "enterprise" : prefix + key.toLowerCase();
    if (!isIn(name)) return [];
    const inner = isExtension ? "enterprise:" : `${name}.`;
    const rest = Array.isArray(one)
      ? one.map((part) => (typeof part === "object" ? pick(part, inner, isIn) : part))
      : typeof one === "object"
        ? pick(one, inner, isIn)
        : one;
    return rest === undefined ? [] : [[key, rest] as const];
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}
