import type { z } from "zod";

/**
 * What a person should change, from what zod found. `path` leads to the value from the top of the file.
 * A schema's own message is the end of a sentence that begins "Write `title` …".
 */
export function mendOf(issue: z.core.$ZodIssue, path: PropertyKey[]): string {
  const name = nameAt(path);
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined || issue.input === "") return `Add ${name}${ownerOf(path)}.`;
      return `Write ${name} as ${forms[issue.expected] ?? issue.expected}.`;
    case "invalid_value":
      return `Write ${name} as ${issue.values.join(" or ")}.`;
    case "too_small":
      if (issue.origin === "array") return `Give ${name} at least ${entries(issue.minimum)}.`;
      return `Write something in ${name}${ownerOf(path)}.`;
    case "too_big":
      if (issue.origin === "array") return `Give ${name} at most ${entries(issue.maximum)}.`;
      return `Shorten ${name} to at most ${issue.maximum} characters (it has ${String(issue.input).length}).`;
    case "invalid_key":
      return `Write the name ${name} ${issue.issues[0]?.message}.`;
    default:
      return `Write ${name} ${issue.message}.`;
  }
}

/** The mend for a name that nothing reads. */
export function mendOfUnknownName(name: string): string {
  return `Remove \`${name}\`, or correct its spelling: no such name is read here.`;
}

const entries = (count: number | bigint) => (count === 1 ? "1 entry" : `${count} entries`);

const forms: Record<string, string> = {
  string: "text",
  array: "a list, each entry on a line that begins with a hyphen",
  object: "names with values, one a line",
  record: "names with values, one a line",
};

function nameAt(path: PropertyKey[]): string {
  const name = path.at(-1);
  if (name === undefined) return "this file";
  return typeof name === "number"
    ? `this entry of \`${String(path.at(-2))}\``
    : `\`${String(name)}\``;
}

/** " to this choice" for something inside an entry of `choices`. */
function ownerOf(path: PropertyKey[]): string {
  const inside = path.findLastIndex((step) => typeof step === "number");
  if (inside < 1 || inside === path.length - 1) return "";
  return ` to this ${String(path[inside - 1])
    .replace(/s$/, "")
    .replaceAll("_", " ")}`;
}
