import type { Measure } from "./measure.ts"; export const answerMeasure: Measure = { id: "answer", goal: { atMost: 1 }, unit: "", async run() { return { value: 1, detail: {} } } };
