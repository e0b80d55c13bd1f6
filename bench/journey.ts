import type { Measure } from "./measure.ts";
export const journeyMeasure: Measure = {
  id: "journey",
  goal: { atMost: 1 },
  unit: "",
  async run() {
    return { value: 1, detail: {} };
  },
};
