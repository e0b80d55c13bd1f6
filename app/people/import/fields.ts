import type { DirectoryColumn } from "../../content/frozen-version.ts";
import { foldWords } from "../person.ts";

/** What a file may say of a person, each with the name the portal gives it and what columns are called. */
export const importFields = {
  number: {
    title: "Employee number",
    isNeeded: true,
    names: ["employee no", "employee id", "employee", "number", "personnel number", "staff number"],
  },
  givenName: {
    title: "Given name",
    isNeeded: true,
    names: ["given names", "first name", "forename"],
  },
  familyName: { title: "Family name", isNeeded: true, names: ["last name", "surname"] },
  email: {
    title: "E-mail",
    isNeeded: false,
    names: ["email", "e-mail address", "work e-mail", "mail"],
  },
  department: { title: "Department", isNeeded: true, names: ["dept", "department name"] },
  position: {
    title: "Position",
    isNeeded: true,
    names: ["position title", "job title", "job", "title"],
  },
  type: { title: "Employment type", isNeeded: true, names: ["type", "employee type"] },
  supervisor: {
    title: "Supervisor's employee number",
    isNeeded: false,
    names: ["supervisor", "supervisor number", "supervisor id", "reports to", "manager number"],
  },
  fromOn: {
    title: "Start date",
    isNeeded: true,
    names: ["start", "start day", "starts on", "hire date", "date hired"],
  },
  untilOn: {
    title: "End date",
    isNeeded: false,
    names: ["end", "end day", "ends on", "last day", "last day of work", "termination date"],
  },
  leaveFromOn: {
    title: "On leave from",
    isNeeded: false,
    names: ["leave from", "leave start", "leave start date"],
  },
  leaveUntilOn: {
    title: "On leave to",
    isNeeded: false,
    names: ["on leave until", "leave to", "leave until", "leave end", "leave end date"],
  },
} satisfies Record<DirectoryColumn, { title: string; isNeeded: boolean; names: string[] }>;

export type ImportField = DirectoryColumn;

export const fieldNames = Object.keys(importFields) as ImportField[];

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
