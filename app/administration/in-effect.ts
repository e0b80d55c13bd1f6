import { sql } from "drizzle-orm";
import { type Provider, secretVariable } from "../auth/provider/provider.ts";
import { roleWords } from "../auth/role.ts";
import { askingGrants } from "../auth/second-factor/needs-factor.ts";
import { idle, longest } from "../auth/session.ts";
import { mayGrantRoles, type Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import { writeMoment } from "../days.ts";
import type { Portal } from "../portal.ts";
import { readJobs } from "./jobs.ts";

/** What holds at present, and where that is decided: words, and no secret. */
export type InEffect = { title: string; value: string; decidedBy: string };

/** What holds beyond what single variables say; to somebody who is no administrator nothing does. */
export async function readInEffect(viewer: Viewer, portal: Portal): Promise<InEffect[]> {
  if (!mayGrantRoles(viewer)) return [];
  const [{ locale, timeZone }, version, { migrations }, [server]] = await Promise.all([
    clockOf(portal),
    portal.shelf.inForce(portal.now()),
    readJobs(viewer, portal.db),
    portal.db.execute<{ version: string }>(
      sql`select current_setting('server_version') as version`,
    ),
  ]);
  const asking = askingGrants.map((role) => roleWords[role].title);
  return [
    {
      title: "Time zone",
      value: timeZone,
      decidedBy: "organization.yaml, by publishing a version",
    },
    ...portal.providers.offered.map(sayProvider),
    {
      title: "How long somebody is signed in",
      value: `${hours(idle)} hours without a request, ${hours(longest)} hours in all`,
      decidedBy: "The portal itself: it is the same everywhere",
    },
    {
      title: "Second step at sign-in",
      value: portal.asksForSecondFactor
        ? `Asked of whoever holds a role (${asking.join("; ")}) or investigates a case; offered to all`
        : "Asked of nobody, because this is a demonstration; offered to all",
      decidedBy: "DATABASE_URL: a database of one’s own asks",
    },
    {
      title: "Content in force",
      value: version
        ? `Policy ${version.content.policy.number}, version ${version.number}, published ${writeMoment(locale, timeZone, version.publishedAt)}`
        : "No version is in force",
      decidedBy: "Human Resources, by publishing",
    },
    { title: "PostgreSQL", value: server?.version ?? "Unknown", decidedBy: "DATABASE_URL" },
    {
      title: "Migrations of the database",
      value: String(migrations),
      decidedBy: "Each start, with DATABASE_OWNER_URL",
    },
    {
      title: "Latest backup",
      value: "The portal keeps no note of backups: look where they are written",
      decidedBy: "npm run backup",
    },
  ];
}

/** How a provider knows people, and what it decides besides. */
function sayProvider(provider: Provider): InEffect {
  const { id, label, issuer, clientSecret, people, secondFactor, passwords } = provider;
  const known =
    people.by === "employee-number"
      ? `by employee number (claim ${people.claim})`
      : `by e-mail address (claim ${people.claim}), verified by ${people.verifiedBy}`;
  const counts = secondFactor
    ? `A second step counts as shown there where ${secondFactor.claim} is ${secondFactor.oneOf.join(" or ")}`
    : "A second step is shown here";
  const off = provider.administratorsKeepPasswords
    ? "Who is linked has no password here, but administrators do"
    : "Who is linked has no password here";
  return {
    title: `Sign-in with ${label}`,
    value: `${issuer}. People are known ${known} the first time. ${counts}. ${passwords === "off" ? off : "Passwords are kept"}.`,
    decidedBy: clientSecret === null ? "PROVIDERS_FILE" : `PROVIDERS_FILE, ${secretVariable(id)}`,
  };
}

const hours = (span: { milliseconds(): number }) => span.milliseconds() / 3_600_000;
