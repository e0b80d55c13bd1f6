import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { parseDocument } from "yaml";
import { z } from "zod";
import { isSafeAddress } from "#app/auth/provider/is-safe-address.ts";
import { type Provider, secretVariable } from "#app/auth/provider/provider.ts";
import type { Settings } from "./settings.ts";

const text = (what: string) =>
  z.string(`must be ${what}`).trim().min(1, `must be ${what}`).max(400);
const claim = (what: string) => text(what).regex(/^[\w.:/-]+$/, `must be ${what}`);

/** Issuers that speak for accounts of any organization, or of none. */
const manyTenants =
  /^https:\/\/login\.microsoftonline\.\w+\/(common|organizations|consumers|9188040d-[\w-]+)\b|[{}]/i;

const issuer = text("the issuer as the provider's discovery document writes it")
  .refine(
    (given) => isSafeAddress(given, { issuer: given }),
    "must be an address that begins with https://",
  )
  .refine(
    (given) => !manyTenants.test(given),
    "speaks for accounts of any organization. Name the City's own tenant: https://login.microsoftonline.com/<tenant id>/v2.0",
  )
  .refine((given) => !/[?#]/.test(given), "must have neither ? nor #");

const onePlace = z.discriminatedUnion(
  "by",
  [
    z.strictObject({
      by: z.literal("employee-number"),
      claim: claim("the name of the claim that holds the employee number"),
    }),
    z.strictObject({
      by: z.literal("email"),
      claim: claim("the name of the claim that holds the address").default("email"),
      "verified-by": z.enum(
        ["email_verified", "xms_edov", "the-directory"],
        "must be email_verified, xms_edov or the-directory",
      ),
    }),
  ],
  "by must be employee-number or email",
);

const entry = z.strictObject({
  id: z
    .string("must be a short name for addresses, such as city")
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "must be small letters, digits and hyphens, such as city"),
  label: text("what people call it, such as City account").max(
    60,
    "must have at most 60 characters",
  ),
  issuer,
  "client-id": text("the portal's client id at the provider"),
  "client-secret-file": text("the path of a file with the secret").optional(),
  "public-client": z.boolean("must be true or false").default(false),
  scopes: z.array(claim("a scope")).default(["openid", "email", "profile"]),
  people: onePlace,
  "second-factor": z
    .strictObject({
      claim: z.enum(["amr", "acr", "acrs"], "must be amr, acr or acrs"),
      "one-of": z.array(text("a value of that claim")).min(1, "must name a value"),
    })
    .optional(),
  passwords: z.enum(["kept", "off"], "must be kept or off").default("kept"),
  "administrators-keep-passwords": z.boolean("must be true or false").default(true),
});

const file = z.strictObject({
  providers: z
    .array(entry, "must be a list")
    .min(1, "must name a provider")
    .refine(
      (all) => new Set(all.map(({ id }) => id)).size === all.length,
      "must have an id of its own each",
    )
    .refine(
      (all) => new Set(all.map((one) => one.issuer)).size === all.length,
      "must have an issuer of its own each",
    ),
});

/**
 * Reads the file of identity providers, YAML or JSON, with their secrets. Throws one sentence for each fault, with its
 * place: the portal does not start with half of a sign-in.
 */
export async function readProviders({
  providers,
}: Pick<Settings, "providers">): Promise<Provider[]> {
  if (!providers) return [];
  const { file: path, secrets } = providers;
  const written = await readFile(path, "utf8").catch((problem: NodeJS.ErrnoException) => {
    throw new Error(`PROVIDERS_FILE ${path} cannot be read (${problem.code}).`);
  });
  const document = parseDocument(written);
  const [fault] = document.errors;
  if (fault) {
    const at = fault.linePos?.[0];
    throw new Error(
      `PROVIDERS_FILE ${path}, line ${at?.line ?? 1}, is not spelled as YAML or JSON.`,
    );
  }
  const parsed = file.safeParse(document.toJS());
  if (!parsed.success) throw new Error(`PROVIDERS_FILE ${path}: ${sayFaults(parsed.error)}.`);
  return Promise.all(parsed.data.providers.map((one) => withSecret(one, path, secrets)));
}

type Entry = z.output<typeof entry>;

async function withSecret(
  one: Entry,
  path: string,
  secrets: Record<string, string>,
): Promise<Provider> {
  const clientSecret = await readSecret(one, path, secrets);
  const wanted = one["second-factor"];
  return {
    ...{ id: one.id, label: one.label, issuer: one.issuer },
    ...{ clientId: one["client-id"], clientSecret },
    scopes: one.scopes.includes("openid") ? one.scopes : ["openid", ...one.scopes],
    people:
      one.people.by === "email"
        ? { by: "email", claim: one.people.claim, verifiedBy: one.people["verified-by"] }
        : one.people,
    secondFactor: wanted ? { claim: wanted.claim, oneOf: wanted["one-of"] } : null,
    passwords: one.passwords,
    administratorsKeepPasswords: one["administrators-keep-passwords"],
  };
}

async function readSecret(
  one: Entry,
  path: string,
  secrets: Record<string, string>,
): Promise<string | null> {
  const variable = secretVariable(one.id);
  const from = one["client-secret-file"];
  const refuse = (sentence: string) => new Error(`PROVIDERS_FILE ${path}: ${one.id}: ${sentence}.`);
  if (one["public-client"]) {
    if (from || secrets[variable]) throw refuse("a public client has no secret: leave one out");
    return null;
  }
  if (from && secrets[variable]) {
    throw refuse(`the secret stands in ${variable} and in client-secret-file: leave one out`);
  }
  if (from) {
    const secretPath = resolve(dirname(path), from);
    const secret = await readFile(secretPath, "utf8").catch((problem: NodeJS.ErrnoException) => {
      throw refuse(`client-secret-file ${secretPath} cannot be read (${problem.code})`);
    });
    if (secret.trim() !== "") return secret.trim();
  }
  const secret = secrets[variable]?.trim();
  if (secret) return secret;
  throw refuse(
    `there is no secret. Set ${variable}, name a client-secret-file, or say public-client: true`,
  );
}

function sayFaults({ issues }: z.ZodError): string {
  return issues
    .map(({ path, message, code, ...issue }) => {
      const at = path.join(".") || "the file";
      return code === "unrecognized_keys" && "keys" in issue
        ? `${at} has ${String(issue.keys)}, which the portal does not know`
        : `${at} ${message}`;
    })
    .join("; ");
}
