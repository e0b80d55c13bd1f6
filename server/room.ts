import type { Sql } from "postgres";

/** So much room the database has to have left: what an act writes is far less. */
const megabytes = 1;

/**
 * Asks whether the database's disk has room left, at most once in `everyMs`. Null, or the reason why not. It is seen
 * here before an act fails: a megabyte is written to a file that is gone with the question.
 */
export function watchRoom(
  owner: Sql,
  { everyMs = 10_000 }: { everyMs?: number } = {},
): () => Promise<string | null> {
  let answer: Promise<string | null> = Promise.resolve(null);
  let askedAt = Number.NEGATIVE_INFINITY;
  return () => {
    if (performance.now() - askedAt > everyMs) {
      askedAt = performance.now();
      answer = whyNoRoom(owner);
      answer.catch(() => {
        askedAt = Number.NEGATIVE_INFINITY;
      });
    }
    return answer;
  };
}

async function whyNoRoom(owner: Sql): Promise<string | null> {
  try {
    await owner.begin(async (tx) => {
      await tx`set local work_mem = '64kB'`;
      // More than the memory allowed, so the rows of the function stand in a file meanwhile.
      await tx`
        select count(row) from unnest(array_fill(repeat('x', 8000), array[${megabytes * 128}::int])) row`;
    });
    return null;
  } catch (problem) {
    if ((problem as { code?: string }).code !== "53100") throw problem;
    return "The disk of the database is full.";
  }
}
