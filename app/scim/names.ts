export const base = "/scim/v2";

export const userSchema = "urn:ietf:params:scim:schemas:core:2.0:User";
export const enterpriseSchema = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
export const errorSchema = "urn:ietf:params:scim:api:messages:2.0:Error";
export const listSchema = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
export const patchSchema = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
export const searchSchema = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";

/** The most users one answer lists. */
export const mostResults = 200;

/** What stands for the enterprise extension in the name of an attribute below. */
const extension = "enterprise:";

/**
 * The name of an attribute in one spelling: lower case, without the URN of the core schema, and with `enterprise:`
 * for that of the extension. Null for another schema's.
 */
export function plainName(written: string): string | null {
  const name = written.toLowerCase();
  for (const [schema, stands] of [
    [userSchema, ""],
    [enterpriseSchema, extension],
  ] as const) {
    const urn = schema.toLowerCase();
    if (name === urn) return stands.slice(0, -1);
    if (name.startsWith(`${urn}:`)) return stands + name.slice(urn.length + 1);
  }
  return name.startsWith("urn:") ? null : name;
}

/** Attributes of the standard's User that this portal does not keep: taken, and forgotten. */
const forgotten = new Set([
  ...["displayname", "nickname", "profileurl", "preferredlanguage", "locale", "timezone"],
  ...["phonenumbers", "ims", "photos", "addresses", "entitlements", "roles", "x509certificates"],
  ...["name.formatted", "name.middlename", "name.honorificprefix", "name.honorificsuffix"],
  ...["enterprise:costcenter", "enterprise:organization", "enterprise:division"],
  ...["enterprise:manager.displayname", "enterprise:manager.$ref"],
  ...["emails.display", "emails.type", "emails.primary"],
]);

/** Attributes that nobody writes from outside. */
const readOnly = new Set(["id", "meta", "schemas", "groups"]);

const first = (name: string) => name.split(/[.[]/, 1)[0] ?? "";

/** A part of an attribute is as its whole. */
export const isForgotten = (name: string) => forgotten.has(name) || forgotten.has(first(name));
export const isReadOnly = (name: string) => readOnly.has(first(name));
