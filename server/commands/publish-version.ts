import { parseArgs } from "node:util";
import { draftOf } from "#app/content/draft.ts";
import { usualDaysToComplete } from "#app/content/publish.ts";
import { publishDraft } from "#app/content/publish-files.ts";
import { readContent } from "#app/content/read-content.ts";
import { createVersionShelf } from "#app/content/version.ts";
import { dayIn, isDay } from "#app/days.ts";
import { type Audience, audience } from "#app/people/audience.ts";
import { withDatabase } from "../database.ts";
import { readSettings } from "../settings.ts";
import { fail } from "./fail.ts";

/**
 * `npm run publish-version -- [--effective YYYY-MM-DD] [--days N] [--audience JSON]
 * [--editorial [--changes-no-rule]]`: checks the content and publishes it as the next version, as the pages
 * do. The first edition is effective on the day its own files give, a later one today.
 */
const { values } = parseArgs({
  options: {
    editorial: { type: "boolean" },
    "changes-no-rule": { type: "boolean" },
    effective: { type: "string" },
    days: { type: "string" },
    audience: { type: "string" },
  },
});
const settings = readSettings(process.env);
const { effective, days } = values;
if (effective !== undefined && !isDay(effective)) {
  fail(`--effective ${effective} is no day. Write it as YYYY-MM-DD.`);
}
if (days !== undefined && !/^[1-9]\d{0,2}$/.test(days)) {
  fail(`--days ${days} is no number of days. Write a whole number from 1 to 999.`);
}
if (values.editorial && (days ?? values.audience) !== undefined) {
  fail("Leave --days and --audience out: an editorial version assigns nothing.");
}
const chosenAudience = readAudience(values.audience);
const read = await readContent(settings.contentFolder);
if ("faults" in read) {
  fail(`The content has ${read.faults.length} faults. Run npm run content:check.`);
}

await withDatabase(settings, async ({ db }) => {
  const now = () => new Date();
  const draft = await draftOf({ shelf: createVersionShelf(db) }, read);
  const { content, newest } = draft;
  const today = dayIn(content.organization.timeZone, now());
  const usualDay = newest ? today : content.policy.effectiveOn;
  const published = await publishDraft({ db, now }, draft, {
    kind: values.editorial ? "editorial" : "substantive",
    effectiveOn: effective ?? usualDay,
    daysToComplete: days ? Number(days) : usualDaysToComplete(content),
    audience: chosenAudience,
    changesNoRule: values["changes-no-rule"] ?? false,
    newest: newest?.number ?? 0,
    by: null,
  });
  if ("refused" in published) fail(`${published.refused.replace(/\.$/, "")}.`);
  console.log(`Published version ${published.number}, digest ${published.versionDigest}`);
});

function readAudience(json = "{}"): Audience {
  try {
    const parsed = audience.safeParse(JSON.parse(json));
    if (parsed.success) return parsed.data;
  } catch {
    // Falls through: what is no JSON is no audience either.
  }
  return fail(
    '--audience is not readable. Write it as JSON, such as {"departments":["Public Works"]}.',
  );
}
