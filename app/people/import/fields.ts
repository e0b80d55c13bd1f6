import type { DirectoryColumn } from "../../content/frozen-version.ts";

/** What a file may say of a person, each with the name the portal gives it and what columns are called. */
export const importFields = {
  number: {
    title: "Employee number",
    isNeeded: true,
    names: [
      ...["employee no", "employee nr", "employee id", "employee", "emp no", "emp id", "number"],
      ...["personnel number", "personnel no", "staff number", "staff no", "staff id"],
    ],
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
    names: [
      ...["supervisor", "supervisor number", "supervisor no", "supervisor nr", "supervisor id"],
      ...["supervisor employee number", "supervisor employee no", "supervisor employee id"],
      ...["supervisors number", "supervisors no", "supervisors employee no"],
      ...["reports to", "reports to number", "reports to no", "reports to id"],
      ...["manager", "manager number", "manager no", "manager id", "manager employee number"],
    ],
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
