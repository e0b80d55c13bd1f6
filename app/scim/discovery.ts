import { base, enterpriseSchema, listSchema, mostResults, userSchema } from "./names.ts";

/** What this portal does of the standard (RFC 7643, 5). */
export function serviceProviderConfig(publicUrl: string) {
  return {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: mostResults },
    changePassword: { supported: false },
    sort: { supported: false },
    etag: { supported: true },
    authenticationSchemes: [
      {
        type: "oauthbearertoken",
        name: "Bearer token",
        description: "A token made by an administrator of the portal at /admin/tokens.",
        specUri: "https://www.rfc-editor.org/info/rfc6750",
        primary: true,
      },
    ],
    meta: {
      resourceType: "ServiceProviderConfig",
      location: `${publicUrl}${base}/ServiceProviderConfig`,
    },
  };
}

/** The one kind of resource there is (RFC 7643, 6). */
export function resourceTypes(publicUrl: string) {
  return [
    {
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],
      id: "User",
      name: "User",
      endpoint: "/Users",
      description: "An employee of the directory",
      schema: userSchema,
      schemaExtensions: [{ schema: enterpriseSchema, required: false }],
      meta: { resourceType: "ResourceType", location: `${publicUrl}${base}/ResourceTypes/User` },
    },
  ];
}

/** The attributes this portal keeps (RFC 7643, 7). */
export function schemas(publicUrl: string) {
  const meta = (id: string) => ({
    resourceType: "Schema",
    location: `${publicUrl}${base}/Schemas/${id}`,
  });
  const schema = "urn:ietf:params:scim:schemas:core:2.0:Schema";
  return [
    {
      ...{ schemas: [schema], id: userSchema, name: "User", description: "An employee" },
      attributes: userAttributes,
      meta: meta(userSchema),
    },
    {
      ...{ schemas: [schema], id: enterpriseSchema, name: "EnterpriseUser" },
      description: "An employee's number and work",
      attributes: enterpriseAttributes,
      meta: meta(enterpriseSchema),
    },
  ];
}

/** All of a kind, as the standard lists them. */
export function listOf(resources: object[]) {
  const totalResults = resources.length;
  const page = { startIndex: 1, itemsPerPage: totalResults, Resources: resources };
  return { schemas: [listSchema], totalResults, ...page };
}

type Attribute = {
  name: string;
  type: string;
  multiValued: boolean;
  description: string;
  required: boolean;
  caseExact: boolean;
  mutability: string;
  returned: string;
  uniqueness: string;
  canonicalValues?: string[];
  referenceTypes?: string[];
  subAttributes?: Attribute[];
};

function attribute(name: string, description: string, more: Partial<Attribute> = {}): Attribute {
  return {
    ...{ name, type: "string", multiValued: false, description, required: false },
    ...{ caseExact: false, mutability: "readWrite", returned: "default", uniqueness: "none" },
    ...more,
  };
}

const readOnly = { mutability: "readOnly" };

const userAttributes = [
  attribute("userName", "An e-mail address, or the employee number", {
    ...{ required: true, uniqueness: "server" },
  }),
  attribute("name", "The name", {
    ...{ type: "complex", required: true },
    subAttributes: [
      attribute("formatted", "Given name and family name", readOnly),
      attribute("familyName", "The family name", { required: true }),
      attribute("givenName", "The given name", { required: true }),
    ],
  }),
  attribute("displayName", "Given name and family name", readOnly),
  attribute("emails", "One address, of work", {
    ...{ type: "complex", multiValued: true },
    subAttributes: [
      attribute("value", "The address", { uniqueness: "server" }),
      attribute("type", "Always work", { canonicalValues: ["work"] }),
      attribute("primary", "Always true", { type: "boolean" }),
    ],
  }),
  attribute("active", "Works here, or will. False ends the work", { type: "boolean" }),
  attribute("title", "The position", { required: true }),
  attribute("userType", "The employment type", { required: true }),
];

const enterpriseAttributes = [
  attribute("employeeNumber", "What a person is known by here", {
    ...{ required: true, mutability: "immutable", uniqueness: "server" },
  }),
  attribute("department", "The department; one not known yet is made", { required: true }),
  attribute("manager", "Who supervises", {
    type: "complex",
    subAttributes: [
      attribute("value", "The id of the user, or their employee number"),
      attribute("$ref", "Their address here", {
        ...{ type: "reference", ...readOnly, referenceTypes: ["User"] },
      }),
      attribute("displayName", "Their name", readOnly),
    ],
  }),
];
