import { isDeepStrictEqual } from "node:util";
import postgres from "postgres";
import { openDatabase } from "#app/db.ts";
import type { Portal } from "#app/portal.ts";
import { openPortal } from "#server/open-portal.ts";
import { readSettings } from "#server/settings.ts";
import type { Town } from "./town.ts";

/** A statement as the portal sent it. Each parameter is what it was, or the name of what it stands for. */
export type Statement = { text: string; parameters: ({ is: unknown } | { slot: string })[] };

/** Does something, and hands over the statements that were sent meanwhile. */
export type Recorder = <T>(act: () => Promise<T>) => Promise<{ value: T; statements: Statement[] }>;

/**
 * Has the portal's own functions act once, in this process, and keeps every statement they send: so the
 * floor asks what the portal asks, word for word, and goes on doing so when the portal's queries change.
 */
export async function recordStatements<T>(
  town: Town,
  acts: (portal: Portal, record: Recorder) => Promise<T>,
): Promise<T> {
  let recorded: Statement[] = [];
  const sql = postgres(town.portalUrl, {
    max: 1,
    onnotice: () => {},
    debug: (_, text, parameters) => {
      recorded.push({ text, parameters: parameters.map((is) => ({ is })) });
    },
  });
  try {
    const settings = readSettings({
      SIGNPOST_HOME: town.home,
      DATABASE_URL: town.portalUrl,
      DATABASE_OWNER_URL: town.ownerUrl,
    });
    const portal = await openPortal(
      settings,
      { portal: sql, db: openDatabase(sql) },
      { now: () => new Date(), publicUrl: "http://127.0.0.1" },
    );
    // The portal looks its organization up once a second, not once a request.
    const organization = await portal.organization();
    return await acts({ ...portal, organization: async () => organization }, async (act) => {
      recorded = [];
      const value = await act();
      return { value, statements: recorded };
    });
  } finally {
    await sql.end();
  }
}

/** The one statement whose text matches, with a name in place of each parameter that had a named value. */
export function pick(
  statements: Statement[],
  pattern: RegExp,
  named: { [slot: string]: unknown } = {},
): Statement {
  const [only, ...more] = statements.filter(({ text }) => pattern.test(text));
  if (!only || more.length > 0) {
    const texts = statements.map(({ text }) => text).join("\n");
    throw new Error(
      `Not one statement, but ${more.length + 1} or none match ${pattern}:\n${texts}`,
    );
  }
  const nameOf = (value: unknown) =>
    Object.keys(named).find((slot) => isDeepStrictEqual(named[slot], value));
  const parameters = only.parameters.map((parameter) => {
    const slot = "is" in parameter ? nameOf(parameter.is) : undefined;
    return slot === undefined ? parameter : { slot };
  });
  return { text: only.text, parameters };
}

/** An array of names as PostgreSQL reads it. */
export function arrayInSql(names: string[]): string {
  return `{${names.map((name) => `"${name}"`).join(",")}}`;
}
