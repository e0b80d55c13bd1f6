import type { Filter, FilterValue, Operator } from "./filter.ts";

/** Whether a filter holds of one value of an attribute, its parts by lower-case name. Case makes no difference. */
export function holds(filter: Filter, parts: Record<string, string | boolean>): boolean {
  switch (filter.is) {
    case "and":
      return filter.all.every((one) => holds(one, parts));
    case "or":
      return filter.all.some((one) => holds(one, parts));
    case "not":
      return !holds(filter.one, parts);
    case "within":
      return false;
    case "comparison": {
      const { name, operator, value } = filter;
      return compare(Object.hasOwn(parts, name) ? parts[name] : undefined, operator, value);
    }
  }
}

function compare(
  is: string | boolean | undefined,
  operator: Operator,
  asked: FilterValue,
): boolean {
  if (is === undefined) return operator === "ne" || (operator === "eq" && asked === null);
  if (operator === "pr") return true;
  const [one, other] = [String(is).toLowerCase(), String(asked).toLowerCase()];
  switch (operator) {
    case "eq":
      return one === other;
    case "ne":
      return one !== other;
    case "co":
      return one.includes(other);
    case "sw":
      return one.startsWith(other);
    case "ew":
      return one.endsWith(other);
    case "gt":
      return one > other;
    case "ge":
      return one >= other;
    case "lt":
      return one < other;
    case "le":
      return one <= other;
  }
}
