import type { Fault } from "./fault.ts";
import type { FrozenClause } from "./frozen-version.ts";
import { clauseOf } from "./known-names.ts";
import type { LessonFile } from "./lesson-file.ts";
import { countWords, isVerbatim } from "./quote.ts";

/** Notes what is wrong between the lessons: addresses, numbers and scenario ids that stand twice. */
export function checkRepeats(lessons: LessonFile[], faults: Fault[]): void {
  const noteRepeat = (
    place: (lesson: LessonFile) => string,
    mend: (lesson: LessonFile, first: LessonFile) => string,
  ) => {
    for (const lesson of lessons) {
      const first = lessons.find((one) => place(one) === place(lesson));
      if (first && first !== lesson)
        faults.push({ file: lesson.path, line: 1, mend: mend(lesson, first) });
    }
  };
  noteRepeat(
    ({ slug }) => slug,
    ({ slug }, first) =>
      `Give this file another name: ${first.path} has the address \`${slug}\` too.`,
  );
  noteRepeat(
    ({ track, number }) => `${track}/${number}`,
    (_, first) => `Give this file another number: ${first.path} has it too.`,
  );

  const places = new Map<string, string>();
  for (const { path, scenarios, front } of lessons) {
    for (const { id, index } of scenarios) {
      const line = front.lineOf(["scenarios", index, "id"]);
      const first = places.get(id);
      const mend = `Give this scenario another id: \`${id}\` stands at ${first} too.`;
      if (first) faults.push({ file: path, line, mend });
      else places.set(id, `${path}:${line}`);
    }
  }
}

/** Notes clauses that a lesson names and the policy has not, and quotes that are not its words. */
export function checkClauses(lesson: LessonFile, clauses: Record<string, FrozenClause>): void {
  const { front } = lesson;
  lesson.teaches?.forEach((id, index) => {
    if (clauseOf(clauses, id)) return;
    front.fault(["teaches", index], `Teach a clause of the policy: there is no clause \`${id}\`.`);
  });
  for (const scenario of lesson.scenarios) {
    for (const { index, clause: id, quote } of scenario.choices) {
      const path = ["scenarios", scenario.index, "choices", index];
      const clause = clauseOf(clauses, id);
      if (!clause) {
        front.fault(
          [...path, "clause"],
          `Name a clause of the policy: there is no clause \`${id}\`.`,
        );
      } else if (!isVerbatim(quote, clause.text)) {
        const mend = `Quote clause ${id} word for word: “${quote}” does not stand in it.`;
        front.fault([...path, "quote"], mend);
      } else if (countWords(quote) < 3) {
        front.fault([...path, "quote"], `Quote three words or more of clause ${id}.`);
      }
    }
  }
}
