import { join, resolve } from "node:path";
import { readContent } from "#app/content/read-content.ts";

// Names every fault of the content files by file, line and mend; without one, says what they hold.

const folder = resolve(process.argv[2] ?? join(import.meta.dirname, "../../content"));
const read = await readContent(folder);

if ("faults" in read) {
  for (const { file, line, mend } of read.faults) console.log(`${file}:${line}  ${mend}`);
  console.log(read.faults.length === 1 ? "1 fault." : `${read.faults.length} faults.`);
  process.exitCode = 1;
} else {
  const { policy, tracks } = read.content;
  const lessons = tracks.flatMap((track) => track.lessons);
  const scenarios = lessons.flatMap((lesson) => lesson.scenarios);
  const clauses = Object.keys(policy.clauses);
  console.log(
    `${policy.title} ${policy.number}: ${lessons.length} lessons, ${scenarios.length} scenarios, ${clauses.length} clauses. No fault.`,
  );
}
