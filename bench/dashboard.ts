import { compareSizes, describeBoth, foundBoth } from "./against-small.ts";
import type { Measure } from "./measure.ts";

/** HR's dashboard in a City of 100,000 people, of what it costs in one of 1,000. */
export const dashboardMeasure: Measure = {
  id: "dashboard",
  goal: { atMost: 1.5 },
  unit: "times 1,000 people",
  async run(leftovers) {
    const both = await foundBoth(leftovers);
    const { ratio, ...detail } = await compareSizes(both, async () => "/hr");
    return { value: ratio, detail: { ...detail, seeded: describeBoth(both) } };
  },
};
