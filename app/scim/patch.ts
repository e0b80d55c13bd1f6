import { mistake } from "./fault.ts";
import { readFilter } from "./filter.ts";
import { patchSchema, plainName } from "./names.ts";
import { isObject } from "./read-json.ts";
import { setAttribute, setAttributes, setEmailWhere, type Wanted } from "./wanted.ts";

/**
 * What a PATCH (RFC 7644, 3.5.2) wants of a user who has this e-mail address: its operations one after the other.
 * `op` is taken in any case; a path may be missing, and its keys then hold paths.
 */
export function readPatch(body: { [name: string]: unknown }, email: string | null): Wanted {
  const { schemas, Operations: operations } = body;
  if (!Array.isArray(schemas) || !schemas.includes(patchSchema)) {
    throw mistake("invalidSyntax", `Send the schema ${patchSchema}.`);
  }
  if (!Array.isArray(operations) || operations.length === 0 || operations.length > 100) {
    throw mistake("invalidSyntax", "Send from 1 to 100 Operations.");
  }
  const wanted: Wanted = {};
  for (const operation of operations) {
    if (!isObject(operation)) throw mistake("invalidSyntax", "Send an object for each operation.");
    apply(wanted, operation, email);
  }
  return wanted;
}

function apply(wanted: Wanted, operation: { [name: string]: unknown }, email: string | null): void {
  const { path, value } = operation;
  const op = String(operation.op).toLowerCase();
  if (op !== "add" && op !== "replace" && op !== "remove") {
    throw mistake("invalidSyntax", "Send add, replace or remove as op.");
  }
  if (path !== undefined && typeof path !== "string") {
    throw mistake("invalidPath", "Send a text as path.");
  }
  if (op === "remove") {
    if (path === undefined) throw mistake("noTarget", "Send the path of what is to be removed.");
    setPath(wanted, path, undefined, email);
    return;
  }
  if (value === undefined) throw mistake("invalidValue", `Send a value to ${op}.`);
  if (path !== undefined) {
    setPath(wanted, path, value, email);
    return;
  }
  if (!isObject(value)) throw mistake("invalidValue", "Send an object where there is no path.");
  for (const [written, one] of Object.entries(value)) {
    if (written === "schemas") continue;
    if (written.includes("[")) setPath(wanted, written, one, email);
    else setAttributes(wanted, { [written]: one });
  }
}

const withFilter = /^([^[\]]+)\[(.*)\](?:\.([A-Za-z$]+))?$/s;

function setPath(wanted: Wanted, path: string, value: unknown, email: string | null): void {
  const [, written = path, condition, part = ""] = withFilter.exec(path) ?? [];
  const name = plainName(written.trim());
  if (name === null || name === "" || (condition === undefined && /[[\]]/.test(path))) {
    throw mistake("invalidPath", `This path cannot be read: ${path.slice(0, 100)}`);
  }
  if (condition === undefined) {
    setAttribute(wanted, name, value);
    return;
  }
  const filter = readFilter(condition);
  if (name !== "emails") {
    // Of several values, such as telephone numbers, the portal keeps none.
    setAttribute(wanted, `${name}.${part || "value"}`.toLowerCase(), value);
    return;
  }
  const has = wanted.email === undefined ? email : wanted.email;
  setEmailWhere(wanted, { filter, part: part.toLowerCase(), value, has });
}
