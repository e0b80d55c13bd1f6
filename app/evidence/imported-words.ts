import { importFields } from "../people/import/fields.ts";
import type { ChangeKind } from "../people/import/imports.ts";
import type { PacketImport } from "./packet.ts";

const kinds: Record<ChangeKind, string> = {
  new: "New",
  returning: "Came back",
  changed: "Changed",
  leaving: "Leaves",
};

/** A person's line of a list of changes, in words. */
export function importedWords({ line }: PacketImport): string {
  const [kind, , , , changes]: [
    ChangeKind,
    string,
    string,
    string,
    [string, string | null, string | null][],
  ] = JSON.parse(line);
  const told = changes
    .filter(([, before, after]) => before !== after)
    .map(([field, before, after]) => `${titleOfField(field)} ${fromTo(before, after)}`);
  return `${kinds[kind] ?? kind}: ${told.join("; ") || "nothing but the person"}`;
}

function fromTo(before: string | null, after: string | null): string {
  if (before === null) return `"${after}"`;
  return after === null ? `"${before}" taken away` : `from "${before}" to "${after}"`;
}

function titleOfField(field: string): string {
  if (field === "leave") return "Leave";
  return importFields[field as keyof typeof importFields]?.title ?? field;
}
