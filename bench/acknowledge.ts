import type { Measure } from "./measure.ts"; export const acknowledgeMeasure: Measure = { id: "acknowledge", goal: { atMost: 1 }, unit: "", async run() { return { value: 1, detail: {} } } };
