import type { Measure } from "./measure.ts";
export const weightMeasure: Measure = {
  id: "weight",
  goal: { atMost: 1 },
  unit: "",
  async run() {
    return { value: 1, detail: {} };
  },
};
