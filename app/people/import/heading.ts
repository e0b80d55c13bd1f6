import { foldWords } from "../person.ts";
import { fieldNames, type ImportField, importFields } from "./fields.ts";

/** Which column holds which field, and the columns the portal has no use for. */
export type Heading = {
  /** The field of each column in order; null for one that is not read. */
  columns: (ImportField | null)[];
  /** The column titles as the file has them. */
  titles: string[];
  fields: ImportField[];
  /** The title of each of `fields`. */
  fieldTitles: string[];
  ignored: string[];
};

/**
 * Matches the first row of a file with the fields by name, whatever its case, accents, spaces and signs.
 * `others` are further names the City uses. Refuses columns that are missing, all named at once, and two
 * that would hold the same.
 */
export function readHeading(
  titles: string[],
  others: Partial<Record<ImportField, string[]>> = {},
): Heading | { refused: string } {
  const known = new Map<string, ImportField>();
  for (const field of fieldNames) {
    const { title, names } = importFields[field];
    for (const name of [title, ...names, ...(others[field] ?? [])]) known.set(fold(name), field);
  }
  const columns = titles.map((title) => known.get(fold(title)) ?? null);
  for (const field of fieldNames) {
    const both = titles.filter((_, column) => columns[column] === field);
    if (both.length > 1) {
      return {
        refused: `Leave one column for “${importFields[field].title}”: ${inWords(both)} would both be it`,
      };
    }
  }
  const missing = fieldNames.filter(
    (field) => importFields[field].isNeeded && !columns.includes(field),
  );
  if (missing.length > 0) {
    const names = missing.map((field) => importFields[field].title);
    return {
      refused: `Add ${names.length === 1 ? "the column" : "the columns"} ${inWords(names)} to the first row of the file`,
    };
  }
  if (columns.includes("leaveUntilOn") && !columns.includes("leaveFromOn")) {
    return {
      refused: `Add the column “${importFields.leaveFromOn.title}” beside the end of leave`,
    };
  }
  const fields = fieldNames.filter((field) => columns.includes(field));
  return {
    columns,
    titles,
    fields,
    fieldTitles: fields.map((field) => titles[columns.indexOf(field)] ?? ""),
    ignored: titles.filter((title, column) => columns[column] === null && title.trim() !== ""),
  };
}

const fold = (text: string) => foldWords(text).replaceAll(" ", "");

function inWords(names: string[]): string {
  const quoted = names.map((name) => `“${name}”`);
  const last = quoted.pop();
  return quoted.length > 0 ? `${quoted.join(", ")} and ${last}` : `${last}`;
}
