import { z } from "zod";
import type { Day } from "../../days.ts";
import { unseen } from "../../form.ts";
import type { EmploymentType } from "../employment.ts";
import { searchWords } from "../person.ts";
import { readDayCell } from "./day-cell.ts";
import { type ImportField, importFields } from "./fields.ts";
import type { Heading } from "./heading.ts";

/** What one row says of one person; null where the cell is empty, missing or has a fault. */
export type ReadRow = {
  number: string | null;
  givenName: string | null;
  familyName: string | null;
  email: string | null;
  department: string | null;
  position: string | null;
  type: EmploymentType | null;
  supervisor: string | null;
  fromOn: Day | null;
  untilOn: Day | null;
  leaveFromOn: Day | null;
  leaveUntilOn: Day | null;
  searchWords: string;
};

/** A column of a row, and what to do about it. */
export type RowFault = { column: string; mend: string };

/** Employment types by every name they may be written as, folded. */
type TypeNames = { byName: Map<string, EmploymentType>; list: string };

/** The City's employment types by title and id. */
export function typeNames(types: { id: EmploymentType; title: string }[]): TypeNames {
  const names = types.flatMap(({ id, title }) => [id, title].map((name) => [foldType(name), id]));
  return {
    byName: new Map(names as [string, EmploymentType][]),
    list: types.map(({ title }) => title).join(", "),
  };
}

/** Reads one row; every cell with a fault is named, none of them hides another. */
export function readRow(
  cells: string[],
  { columns, titles }: Heading,
  types: TypeNames,
): { row: ReadRow; faults: RowFault[] } {
  const faults: RowFault[] = [];
  const at = (field: ImportField) => titles[columns.indexOf(field)] ?? importFields[field].title;
  const fault = (field: ImportField, mend: string) => {
    faults.push({ column: at(field), mend });
    return null;
  };
  if (cells.length !== titles.length) {
    faults.push({
      column: "",
      mend: `Give the row ${titles.length} cells, as many as the first row: it has ${cells.length}. A cell with a comma, a semicolon or a line break stands in quotes`,
    });
  }
  const text = (field: ImportField): string | null => {
    const column = columns.indexOf(field);
    const raw = column < 0 ? "" : (cells[column] ?? "");
    const value = raw.normalize("NFC").trim();
    if (value === "") {
      const isAsked = importFields[field].isNeeded && column < cells.length;
      return isAsked ? fault(field, "Fill in this cell") : null;
    }
    if (/^[=+@]/.test(value)) {
      return fault(
        field,
        `Write the value itself: ${value.slice(0, 30)} begins as a formula does, with ${value[0]}`,
      );
    }
    if (value.length > 200) return fault(field, "Write at most 200 characters");
    if (unseen.test(value)) {
      return fault(field, "Remove line breaks and characters that cannot be seen");
    }
    return value;
  };
  const day = (field: ImportField): Day | null => {
    const value = text(field);
    if (value === null) return null;
    const read = readDayCell(value);
    return "day" in read ? read.day : fault(field, read.refused);
  };
  const number = (field: ImportField): string | null => {
    const value = text(field);
    if (value === null) return null;
    return isEmployeeNumber(value) ? value : fault(field, employeeNumberWords);
  };
  const email = text("email");
  const type = text("type");
  const row = {
    number: number("number"),
    givenName: text("givenName"),
    familyName: text("familyName"),
    email: email === null || isEmail(email) ? email : fault("email", emailWords),
    department: text("department"),
    position: text("position"),
    type:
      type === null
        ? null
        : (types.byName.get(foldType(type)) ?? fault("type", `Write one of: ${types.list}`)),
    supervisor: number("supervisor"),
    fromOn: day("fromOn"),
    untilOn: day("untilOn"),
    leaveFromOn: day("leaveFromOn"),
    leaveUntilOn: day("leaveUntilOn"),
  };
  const { fromOn, untilOn, leaveFromOn, leaveUntilOn } = row;
  if (fromOn && untilOn && untilOn < fromOn) {
    fault("untilOn", `Write a day from ${fromOn} on: work does not end before it starts`);
  }
  if (leaveUntilOn && !leaveFromOn && !faults.some(({ column }) => column === at("leaveFromOn"))) {
    fault("leaveFromOn", "Write the first day of the leave, too");
  }
  if (leaveFromOn && leaveUntilOn && leaveUntilOn < leaveFromOn) {
    fault(
      "leaveUntilOn",
      `Write a day from ${leaveFromOn} on: a leave does not end before it starts`,
    );
  }
  if (leaveFromOn && fromOn && leaveFromOn < fromOn) {
    fault("leaveFromOn", `Write a day from ${fromOn} on: a leave lies within the time of work`);
  }
  if (untilOn && leaveFromOn && leaveFromOn > untilOn) {
    fault("leaveFromOn", `Write a day until ${untilOn}: a leave lies within the time of work`);
  } else if (untilOn && leaveUntilOn && leaveUntilOn > untilOn) {
    fault("leaveUntilOn", `Write a day until ${untilOn}: a leave lies within the time of work`);
  }
  if (row.number && row.supervisor && sameText(row.number, row.supervisor)) {
    fault("supervisor", "Write somebody else’s number: nobody supervises themselves");
  }
  const named = { givenName: row.givenName ?? "", familyName: row.familyName ?? "" };
  const words = searchWords({ ...named, employeeNumber: row.number, email: row.email });
  return { row: { ...row, searchWords: words }, faults };
}

/** What an employee number may look like: it stands in addresses, beside words of the portal's own. */
export function isEmployeeNumber(text: string): boolean {
  return text.length <= 40 && /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u.test(text) && /\d/.test(text);
}

export const employeeNumberWords =
  "Write a number of letters, digits, full stops and hyphens, with a digit among them";

/** An e-mail address as this portal sends mail to. */
export function isEmail(text: string): boolean {
  return text.length <= 200 && z.regexes.email.test(text);
}

export const emailWords = "Write an e-mail address such as name@example.org, or leave it empty";

const foldType = (text: string) => text.toLowerCase().replace(/[\s_-]+/g, "");
const sameText = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
