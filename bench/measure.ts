/** What a number must reach. */
type Goal = { atLeast: number } | { atMost: number };

/** One line of the table of measures: how it is taken, and what it is to reach. */
export type Measure = {
  id: string;
  goal: Goal;
  unit: string;
  /** Starts what it needs and puts all that must be stopped or removed on `leftovers`. */
  run(leftovers: AsyncDisposableStack): Promise<Finding>;
};

/** What a measure found. `beside` are further numbers with goals of their own: all of them must be met. */
export type Finding = {
  value: number;
  beside?: { name: string; value: number; unit: string; goal: Goal }[];
  detail: Record<string, unknown>;
};

/** One entry of `bench/results.json`. */
export type Result = {
  id: string;
  value: number;
  goal: string;
  met: boolean;
  unit: string;
  detail: Record<string, unknown>;
};

/** Holds a finding against the goals of its measure. */
export function judge(
  { id, goal, unit }: Measure,
  { value, beside = [], detail }: Finding,
): Result {
  const besides = beside.map((one) => `${one.name} ${writeGoal(one.goal)} ${one.unit}`.trim());
  const found = beside.map((one) => [one.name, round(one.value)] as const);
  return {
    id,
    value: round(value),
    goal: [writeGoal(goal), ...besides].join("; "),
    met: meets(value, goal) && beside.every((one) => meets(one.value, one.goal)),
    unit,
    detail: { ...Object.fromEntries(found), ...detail },
  };
}

/** The middle one of several numbers; of an even count the mean of the two in the middle. */
export function median(numbers: number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  if (low === undefined || high === undefined) throw new Error("Nothing was measured.");
  return (low + high) / 2;
}

/** Three digits that count; more would be noise. */
export function round(value: number): number {
  return Number(value.toPrecision(3));
}

const meets = (value: number, goal: Goal) =>
  "atLeast" in goal ? value >= goal.atLeast : value <= goal.atMost;

const writeGoal = (goal: Goal) => ("atLeast" in goal ? `≥ ${goal.atLeast}` : `≤ ${goal.atMost}`);
