import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { z } from "zod";
import type { Installation, Setting } from "#app/administration/installation.ts";
import { projectFolder, type Settings } from "./settings.ts";

/** Says what is installed and what the environment decided. Passwords in addresses are left out, and whole queries. */
export async function describeInstallation(
  settings: Settings,
  publicUrl: string,
): Promise<Installation> {
  const text = await readFile(`${projectFolder}/package.json`, "utf8");
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(text));
  return { version, commit: await readCommit(), settings: describeSettings(settings, publicUrl) };
}

/** What each setting is at present, in words. */
function describeSettings(settings: Settings, publicUrl: string): Setting[] {
  const { database, host, port, trustedProxies, keysFolder, contentFolder, logLevel, mail } =
    settings;
  return [
    { title: "Address that people type", value: publicUrl, variables: ["PUBLIC_URL"] },
    { title: "Listens on", value: `${host}, port ${port}`, variables: ["HOST", "PORT"] },
    {
      title: "Trusted proxies",
      value: trustedProxies.join(", ") || "None: forwarded headers count for nothing",
      variables: ["TRUSTED_PROXIES"],
    },
    {
      title: "Database",
      value:
        database === "embedded"
          ? "The embedded PostgreSQL, with demo people"
          : placeOf(database.portalUrl),
      variables: ["DATABASE_URL", "DATABASE_OWNER_URL"],
    },
    {
      title: "Mail server",
      value: mail ? placeOf(mail.url) : "None: notices wait, and HR sees them",
      variables: ["SMTP_URL"],
    },
    {
      title: "Mail is from",
      value: mail ? `${mail.from.name} <${mail.from.address}>`.trim() : "Nobody",
      variables: ["MAIL_FROM"],
    },
    {
      title: "Messages a second",
      value: mail ? `At most ${mail.perSecond}` : "None",
      variables: ["MAIL_PER_SECOND"],
    },
    {
      title: "The City's own sign-in",
      value: settings.providers?.file ?? "None: people sign in by password or passkey",
      variables: ["PROVIDERS_FILE"],
    },
    {
      title: "Pooler before the database",
      value: database !== "embedded" && database.isPooled ? "A transaction pooler" : "None",
      variables: ["DATABASE_POOLER"],
    },
    { title: "Content folder", value: contentFolder, variables: ["CONTENT_FOLDER"] },
    {
      title: "Folder of the key files",
      value: keysFolder,
      variables: ["KEYS_FOLDER", "SIGNPOST_HOME"],
    },
    { title: "Log", value: `Level ${logLevel}`, variables: ["LOG_LEVEL"] },
  ];
}

/** Kind, host, port and path of an address: neither who signs in there nor how. */
function placeOf(address: string): string {
  const { protocol, host, pathname } = new URL(address);
  return `${protocol}//${host}${pathname === "/" ? "" : pathname}`;
}

async function readCommit(): Promise<string | null> {
  try {
    const git = ["-C", projectFolder, "rev-parse", "--short=12", "HEAD"];
    const { stdout } = await promisify(execFile)("git", git, { timeout: 5000 });
    return stdout.trim() || null;
  } catch {
    return null;
  }
}
