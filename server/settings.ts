import { findPackageJSON } from "node:module";
import { homedir } from "node:os";
import { dirname, resolve } from "node:path";
import { z } from "zod";

/** The folder of this checkout, whatever folder a command was called from and wherever this file was built into. */
export const projectFolder = dirname(findPackageJSON(import.meta.url) ?? import.meta.dirname);

const blankIsAbsent = (value: unknown) => (value === "" ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsAbsent, schema.optional());

const environment = z
  .object({
    DATABASE_URL: optional(z.string().regex(/^postgres(ql)?:\/\//, "must begin with postgres://")),
    DATABASE_OWNER_URL: optional(
      z.string().regex(/^postgres(ql)?:\/\//, "must begin with postgres://"),
    ),
    DATABASE_POOLER: optional(z.literal("transaction", { error: "is transaction, or left out" })),
    HOST: optional(z.string()),
    PORT: optional(z.coerce.number().int().min(0).max(65535)),
    PUBLIC_URL: optional(
      z.url({ protocol: /^https?$/ }).refine((url) => URL.parse(url)?.pathname === "/", {
        message: "must be an origin such as https://training.example.ca, without a path",
      }),
    ),
    TRUSTED_PROXIES: optional(z.string()),
    SIGNPOST_HOME: optional(z.string()),
    KEYS_FOLDER: optional(z.string()),
    CONTENT_FOLDER: optional(z.string()),
    PROVIDERS_FILE: optional(z.string()),
    LOG_LEVEL: optional(z.enum(["fatal", "error", "warn", "info", "debug", "silent"])),
    SMTP_URL: optional(
      z.url({
        protocol: /^smtps?$/,
        error: "must be like smtp://user:password@mail.example.ca:587, or begin with smtps://",
      }),
    ),
    MAIL_FROM: optional(
      z.string().refine(readMailbox, {
        message: "must be a name and an address, like Training <training@example.ca>",
      }),
    ),
    MAIL_PER_SECOND: optional(z.coerce.number().int().min(1).max(1000)),
  })
  .refine((env) => !env.SMTP_URL === !env.MAIL_FROM, {
    message:
      "SMTP_URL (the mail server) and MAIL_FROM (who the mail is from) are given together or not at all",
  })
  .refine((env) => !env.DATABASE_URL === !env.DATABASE_OWNER_URL, {
    message:
      "DATABASE_URL (the portal's role) and DATABASE_OWNER_URL (the owner's) are given together or not at all",
  })
  .refine((env) => !env.DATABASE_POOLER || env.DATABASE_URL, {
    message: "DATABASE_POOLER (what DATABASE_URL leads to) is given with DATABASE_URL",
  });

/** What the environment decides. The embedded database and the demo exist only without `DATABASE_URL`. */
export type Settings = {
  database: OwnDatabase | "embedded";
  host: string;
  port: number;
  /** The origin people type, for example `https://training.example.ca`; null: follow host and port. */
  publicUrl: string | null;
  trustedProxies: string[];
  home: string;
  keysFolder: string;
  contentFolder: string;
  /** The file of the City's identity providers, and what `PROVIDER_…_SECRET` hold; null: passwords alone. */
  providers: { file: string; secrets: Record<string, string> } | null;
  logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "silent";
  /** Null: notices wait, and HR sees them. */
  mail: MailSettings | null;
};

type OwnDatabase = {
  portalUrl: string;
  /** Direct, whatever the portal's goes through. */
  ownerUrl: string;
  /** The portal's address is that of a pooler, which lends a connection for a transaction at a time. */
  isPooled: boolean;
};

export type MailSettings = {
  /** `smtp://user:password@host:port`, or `smtps://…`. */
  url: string;
  from: Mailbox;
  /** How many messages a second the mail server takes. */
  perSecond: number;
};

export type Mailbox = { name: string; address: string };

/** "Training <training@example.ca>", or an address alone; null for anything else. */
function readMailbox(text: string): Mailbox | null {
  const [, name = "", bracketed] = /^\s*"?([^"<>]*?)"?\s*<([^<>]+)>\s*$/.exec(text) ?? [];
  const address = z.email().safeParse(bracketed ?? text.trim());
  return address.success && !/\p{Cc}/u.test(name) ? { name, address: address.data } : null;
}

/**
 * Reads the environment. Refuses, naming the variable, when something is missing or misspelt: the portal
 * does not start half configured.
 */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
    throw new Error(`The environment is not usable. ${faults.join("; ")}`);
  }
  const given = parsed.data;
  const home = resolve(
    (given.SIGNPOST_HOME ?? `${projectFolder}/.signpost`).replace(/^~/, homedir()),
  );
  return {
    database:
      given.DATABASE_URL && given.DATABASE_OWNER_URL
        ? {
            portalUrl: given.DATABASE_URL,
            ownerUrl: given.DATABASE_OWNER_URL,
            isPooled: given.DATABASE_POOLER === "transaction",
          }
        : "embedded",
    host: given.HOST ?? "127.0.0.1",
    port: given.PORT ?? 3000,
    publicUrl: given.PUBLIC_URL ? new URL(given.PUBLIC_URL).origin : null,
    trustedProxies: (given.TRUSTED_PROXIES ?? "").split(/[\s,]+/).filter(Boolean),
    home,
    keysFolder: resolve(given.KEYS_FOLDER ?? `${home}/keys`),
    contentFolder: resolve(given.CONTENT_FOLDER ?? `${projectFolder}/content`),
    providers: given.PROVIDERS_FILE
      ? { file: resolve(given.PROVIDERS_FILE), secrets: secretsOf(env) }
      : null,
    logLevel: given.LOG_LEVEL ?? "info",
    mail: mailSettings(given),
  };
}

function secretsOf(env: Record<string, string | undefined>): Record<string, string> {
  const named = Object.entries(env).filter(([name]) => /^PROVIDER_\w+_SECRET$/.test(name));
  return Object.fromEntries(named.map(([name, secret]) => [name, secret ?? ""]));
}

function mailSettings({ SMTP_URL, MAIL_FROM, MAIL_PER_SECOND = 20 }: z.output<typeof environment>) {
  const from = readMailbox(MAIL_FROM ?? "");
  return SMTP_URL && from ? { url: SMTP_URL, from, perSecond: MAIL_PER_SECOND } : null;
}
