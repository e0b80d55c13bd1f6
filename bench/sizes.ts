/** What was asked to be smaller than the measure says, for a machine with little time. */
export const madeSmaller: string[] = [];

/** The size of a measure, or a smaller one from the environment, such as `BENCH_PEOPLE=500`: that is never kept. */
export function sizeOf(what: "people" | "records" | "seconds", whole: number): number {
  const asked = Number(process.env[`BENCH_${what.toUpperCase()}`] ?? whole);
  if (!(asked > 0 && asked < whole)) return whole;
  madeSmaller.push(`${asked} ${what} instead of ${whole}`);
  return asked;
}

/** The number below which so great a part of all lies. */
export function percentile(numbers: number[], part: number): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length * part)] ?? Number.NaN;
}
