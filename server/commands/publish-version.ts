import { parseArgs } from "node:util";
import { publishVersion } from "#app/content/publish.ts";
import { readContent } from "#app/content/read-content.ts";
import { dayIn, isDay } from "#app/days.ts";
import { withDatabase } from "../database.ts";
import { readSettings } from "../settings.ts";

/**
 * `npm run publish-version -- [--editorial] [--effective YYYY-MM-DD]`: checks the content and publishes it
 * as the next version. The first edition is effective on the day its own files give, a later one today.
 */
const { values } = parseArgs({
  options: { editorial: { type: "boolean" }, effective: { type: "string" } },
});
const settings = readSettings(process.env);
const read = await readContent(settings.contentFolder);
if ("faults" in read)
  fail(`The content has ${read.faults.length} faults. Run npm run content:check.`);
if (values.effective !== undefined && !isDay(values.effective)) {
  fail(`--effective ${values.effective} is no day. Write it as YYYY-MM-DD.`);
}

await withDatabase(settings, async ({ db }) => {
  const now = new Date();
  const { content, sourceDigest } = read;
  const published = await db.transaction(async (tx) => {
    const [earlier] = await tx.query.policyVersions.findMany({
      columns: { id: true },
      where: (version, { eq }) => eq(version.policy, content.policy.number),
      limit: 1,
    });
    const usual = earlier ? dayIn(content.organization.timeZone, now) : content.policy.effectiveOn;
    return publishVersion(tx, {
      content,
      sourceDigest,
      kind: values.editorial ? "editorial" : "substantive",
      effectiveOn: values.effective ?? usual,
      publishedBy: null,
      now,
    });
  });
  if ("refused" in published) fail(published.refused);
  console.log(`Published version ${published.number}, digest ${published.versionDigest}`);
});

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
