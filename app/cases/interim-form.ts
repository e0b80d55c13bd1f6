// What the forms about an interim measure that was begun have in common.
import { clockOf } from "../clock.ts";
import type { Portal } from "../portal.ts";
import type { CaseInHand } from "./act-on-case.ts";
import { sayInterim } from "./say-interim.ts";
import type { Standing } from "./standing.ts";

/** The measures that have not ended, each in words, with the day of its review; `about` alone where it is said. */
export async function offerInterim(
  portal: Portal,
  { standing: { interim, interimReviews } }: Pick<CaseInHand, "standing">,
  about: number | undefined,
) {
  return {
    clock: await clockOf(portal),
    measures: interim
      .filter(({ number }) => about === undefined || number === about)
      .map((one) => ({
        ...{ number: one.number, title: sayInterim(one), why: one.said?.words ?? "" },
        ...(interimReviews.find(({ number }) => number === one.number) ?? {
          ...{ reviewOn: one.dueOn ?? "", isOverdue: false },
        }),
      })),
  };
}

/** The measure a form names; where it names none that has not ended, what to mend. */
export function measureOf({ interim }: Pick<Standing, "interim">, measure: string) {
  const found = interim.find(({ number }) => String(number) === measure);
  return found ?? { refused: "Choose one of the measures that have not ended", field: "measure" };
}
