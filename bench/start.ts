import type { Measure } from "./measure.ts";
export const startMeasure: Measure = {
  id: "start",
  goal: { atMost: 1 },
  unit: "",
  async run() {
    return { value: 1, detail: {} };
  },
};
