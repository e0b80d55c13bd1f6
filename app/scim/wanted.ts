import { line, unseen } from "../form.ts";
import { mistake } from "./fault.ts";
import type { Filter } from "./filter.ts";
import { holds } from "./holds.ts";
import { isForgotten, isReadOnly, plainName } from "./names.ts";
import { isObject } from "./read-json.ts";

/** What a request wants a user to be; what it does not name stays. Null takes a value away. */
export type Wanted = Partial<{
  externalId: string | null;
  userName: string | null;
  givenName: string | null;
  familyName: string | null;
  email: string | null;
  active: boolean;
  title: string | null;
  userType: string | null;
  employeeNumber: string | null;
  department: string | null;
  manager: string | null;
}>;

type TextOf = Exclude<keyof Wanted, "active">;

const texts: Record<string, TextOf> = {
  externalid: "externalId",
  username: "userName",
  "name.givenname": "givenName",
  "name.familyname": "familyName",
  title: "title",
  usertype: "userType",
  "enterprise:employeenumber": "employeeNumber",
  "enterprise:department": "department",
  "enterprise:manager.value": "manager",
};

/** Attributes with parts; the extension as a whole is one of them. */
const wholes: Record<string, string> = { name: "name.", enterprise: "enterprise:" };

/** The body of a POST or a PUT. Attributes that nobody knows are left unread, as are those nobody writes. */
export function readWanted(body: { [name: string]: unknown }): Wanted {
  const wanted: Wanted = {};
  setAll(wanted, body, "", (name) => {
    if (isForgotten(name) || isReadOnly(name) || name === "password") return;
  });
  return wanted;
}

/**
 * Sets one attribute; `undefined` and null take its value away. Refuses as `invalidPath` what nobody knows, and as
 * `mutability` what nobody writes.
 */
export function setAttribute(wanted: Wanted, name: string, value: unknown): void {
  set(wanted, name, value, refuseOthers);
}

/** Sets every attribute of an object, as a PATCH without a path has them. */
export function setAttributes(wanted: Wanted, values: { [name: string]: unknown }): void {
  setAll(wanted, values, "", refuseOthers);
}

/** The address, where the filter of a path holds of it; somebody without one gets it where it would. */
export function setEmailWhere(
  wanted: Wanted,
  {
    filter,
    part,
    value,
    has,
  }: { filter: Filter; part: string; value: unknown; has: string | null },
): void {
  const taken = value === undefined || value === null || value === "";
  const one = isObject(value) ? value.value : value;
  const now = has ?? (typeof one === "string" ? one : "");
  const isThere =
    (has !== null || !taken) && holds(filter, { value: now, type: "work", primary: true });
  if (!isThere) throw mistake("noTarget", "The filter of the path holds of no e-mail address.");
  if (part === "" || part === "value") wanted.email = readText("emails", one);
  else if (!isForgotten(`emails.${part}`)) throw noPath(`emails.${part}`);
}

function setAll(
  wanted: Wanted,
  values: { [name: string]: unknown },
  prefix: string,
  other: (name: string) => void,
): void {
  for (const [written, value] of Object.entries(values)) {
    const name = prefix === "" ? (plainName(written) ?? written) : prefix + written.toLowerCase();
    set(wanted, name, value, other);
  }
}

function set(wanted: Wanted, name: string, value: unknown, other: (name: string) => void): void {
  const text = Object.hasOwn(texts, name) ? texts[name] : undefined;
  const whole = Object.hasOwn(wholes, name) ? wholes[name] : undefined;
  if (text) wanted[text] = readText(name, value);
  else if (name === "active") wanted.active = readBoolean(value);
  else if (name === "emails" || name === "emails.value") setEmail(wanted, value);
  else if (name === "enterprise:manager") {
    const one = Array.isArray(value) ? value[0] : value;
    wanted.manager = readText(name, isObject(one) ? folded(one).value : one);
  } else if (whole !== undefined) {
    if (value === undefined || value === null) throw needed(name);
    if (!isObject(value)) throw mistake("invalidValue", `Send an object for ${name}.`);
    setAll(wanted, value, whole, other);
  } else other(name);
}

/** One address is kept: the primary one, or else one of work or of no type. Of others alone nothing is taken. */
function setEmail(wanted: Wanted, value: unknown): void {
  const all: { [name: string]: unknown }[] = (Array.isArray(value) ? value : [value]).map((one) =>
    isObject(one) ? folded(one) : { value: one },
  );
  const chosen =
    all.find(({ primary }) => String(primary).toLowerCase() === "true") ??
    all.find(({ type = "work" }) => String(type).toLowerCase() === "work");
  if (chosen || all.length === 0) wanted.email = readText("emails", chosen?.value);
}

const folded = (one: { [name: string]: unknown }): { [name: string]: unknown } =>
  Object.fromEntries(Object.entries(one).map(([name, value]) => [name.toLowerCase(), value]));

const oneLine = line("");

function readText(name: string, value: unknown): string | null {
  if (value === undefined || value === null || value === "") return null;
  if (typeof value !== "string" && typeof value !== "number") {
    throw mistake("invalidValue", `Send a text for ${name}.`);
  }
  const read = oneLine.safeParse(String(value));
  if (read.success) return read.data;
  const isUnseen = unseen.test(String(value).trim());
  const words = isUnseen
    ? "Leave out the characters that cannot be seen"
    : "Send 1 to 200 characters";
  throw mistake("invalidValue", `${words}: ${name}.`);
}

/** Also the texts "True" and "False", which a client in wide use sends. */
function readBoolean(value: unknown): boolean {
  const said = String(value).toLowerCase();
  if ((typeof value === "boolean" || typeof value === "string") && /^(true|false)$/.test(said)) {
    return said === "true";
  }
  throw mistake("invalidValue", "Send true or false for active.");
}

function refuseOthers(name: string): void {
  if (isForgotten(name)) return;
  if (name === "password") {
    throw mistake("mutability", "This portal takes no passwords: people set their own.");
  }
  if (isReadOnly(name)) throw mistake("mutability", `${name} is not written from outside.`);
  throw noPath(name);
}

const noPath = (name: string) =>
  mistake("invalidPath", `This portal has no attribute ${name.slice(0, 100)}.`);

/** What nobody can be without was taken away. */
export const needed = (name: string) =>
  mistake("invalidValue", `Send a value for ${name}: nobody is without.`);
