import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buildWhenStale } from "#server/build.ts";
import { judge, type Measure, type Result } from "./measure.ts";
import { measures } from "./measures.ts";
import { madeSmaller } from "./sizes.ts";

/**
 * `npm run bench` takes every measure, `npm run bench -- lesson answer` some. Prints each beside its goal
 * and keeps it in bench/results.json; a measure not taken this time stays there as it was.
 */
const file = join(import.meta.dirname, "results.json");
const chosen = choose(process.argv.slice(2));
let leftovers = new AsyncDisposableStack();
let interrupted: Promise<void> | undefined;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    interrupted ??= leftovers.disposeAsync().finally(() => process.exit(130));
  });
}

await buildWhenStale();
for (const measure of chosen) await take(measure);

async function take(measure: Measure): Promise<void> {
  leftovers = new AsyncDisposableStack();
  try {
    const result = judge(measure, await measure.run(leftovers));
    print(result);
    if (madeSmaller.length === 0) await keep(result);
    else console.log(`  not kept: ${madeSmaller.splice(0).join(", ")}`);
  } catch (problem) {
    // Whatever fails while everything is being stopped is no news.
    await interrupted;
    process.exitCode = 1;
    console.error(`${measure.id.padEnd(12)} could not be measured.`, problem);
  } finally {
    await leftovers.disposeAsync();
  }
}

function choose(ids: string[]): Measure[] {
  const known = measures.map(({ id }) => id);
  const unknown = ids.filter((id) => !known.includes(id));
  if (unknown.length > 0) {
    console.error(`There is no measure ${unknown.join(", ")}. There are: ${known.join(", ")}.`);
    process.exit(2);
  }
  return ids.length === 0 ? measures : measures.filter(({ id }) => ids.includes(id));
}

function print({ id, value, unit, goal, met, detail }: Result) {
  console.log(
    `${id.padEnd(12)} ${String(value).padStart(6)} ${unit.padEnd(18)} goal ${goal}: ${met ? "met" : "missed"}`,
  );
  for (const [name, found] of Object.entries(detail)) {
    console.log(`  ${name}: ${typeof found === "string" ? found : JSON.stringify(found)}`);
  }
}

async function keep(result: Result): Promise<void> {
  const before: Result[] = JSON.parse(await readFile(file, "utf8").catch(() => "[]"));
  const results = measures.flatMap(({ id }) =>
    id === result.id ? [result] : before.filter((one) => one.id === id),
  );
  await writeFile(file, `${JSON.stringify(results, null, 2)}\n`);
}
