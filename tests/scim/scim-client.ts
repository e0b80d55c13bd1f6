import { randomUUID } from "node:crypto";
import { makeToken } from "#app/scim/token.ts";
import { httpPortal } from "#tests/support/http-portal.ts";

// biome-ignore lint/suspicious/noExplicitAny: a body of the standard is what the test says of it.
export type Body = any;
export type Reply = { status: number; body: Body; headers: Headers };

export const userSchema = "urn:ietf:params:scim:schemas:core:2.0:User";
export const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const patchSchema = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

/** A portal over HTTP, and a directory service with a token of its administrator's. */
export function scimPortal() {
  const { city, at } = httpPortal();
  let token: string | undefined;
  const newToken = async (name = "Entra ID", untilOn: string | null = null) => {
    const lena = await city.viewer("1012");
    const made = await makeToken(lena, city.portal, { name, untilOn, formId: randomUUID() });
    if ("refused" in made) throw new Error(made.refused);
    return made;
  };
  const ask = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply> => {
    token ??= (await newToken()).token;
    const response = await fetch(at(`/scim/v2${path}`), {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { "Content-Type": "application/scim+json" }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === "" ? null : JSON.parse(text),
    };
  };
  return {
    city,
    at,
    ask,
    newToken,
    /** A PATCH of these operations. */
    patch: (id: string, Operations: unknown[], headers?: Record<string, string>) =>
      ask("PATCH", `/Users/${id}`, { schemas: [patchSchema], Operations }, headers),
    /** The users a filter finds, by their employee numbers. */
    async find(filter: string): Promise<string[]> {
      const { status, body } = await ask("GET", `/Users?filter=${encodeURIComponent(filter)}`);
      if (status !== 200) throw new Error(`${filter}: ${body.scimType} ${body.detail}`);
      return body.Resources.map((one: Body) => one[enterprise].employeeNumber).sort();
    },
    /** The id of one of the fixed people. */
    async idOf(number: string): Promise<string> {
      return (await city.viewer(number)).personId;
    },
  };
}

/** Somebody new as Entra ID sends them. */
export function newUser(number: string, more: Record<string, unknown> = {}) {
  const { [enterprise]: work, ...rest } = more as Body;
  return {
    schemas: [userSchema, enterprise],
    userName: `n${number}@example.org`,
    externalId: `entra-${number}`,
    name: { givenName: "Nora", familyName: `Example ${number}` },
    emails: [{ type: "work", primary: true, value: `n${number}@example.org` }],
    active: true,
    title: "Clerk",
    userType: "permanent",
    ...rest,
    [enterprise]: { employeeNumber: number, department: "Finance", ...work },
  };
}
