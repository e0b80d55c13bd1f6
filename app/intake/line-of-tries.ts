import { randomInt } from "node:crypto";

/** Those who wait for their try to be heard, and those being heard. */
export type Line = Set<Place>;

export type Place = {
  /** What they have in common with others: the code they try, the network they come from. */
  crowds: string[];
  isHeard: boolean;
  /** Aborted when this one has to give way, or nobody waits for its answer any more. */
  signal: AbortSignal;
  giveWay: () => void;
  leave: () => void;
};

/**
 * Takes a place in a line of at most `places`. When it is full, one of the largest crowd gives way, drawn by
 * lot: whoever holds many places loses them first, and somebody who comes alone is let in. Null when the lot
 * falls on the newcomer.
 */
export function joinLine(
  line: Line,
  places: number,
  crowds: string[],
  hungUp?: AbortSignal,
): Place | null {
  if (line.size >= places) {
    const largest = largestCrowd([...[...line].flatMap((place) => place.crowds), ...crowds]);
    const canGiveWay = [...line].filter(
      (place) => !place.isHeard && place.crowds.includes(largest),
    );
    const draws = canGiveWay.length + (crowds.includes(largest) ? 1 : 0);
    const drawn = draws > 0 ? canGiveWay[randomInt(draws)] : undefined;
    if (!drawn) return null;
    drawn.giveWay();
  }
  const stopping = new AbortController();
  const signal = hungUp ? AbortSignal.any([stopping.signal, hungUp]) : stopping.signal;
  const place: Place = {
    ...{ crowds, signal, isHeard: false },
    leave: () => line.delete(place),
    giveWay: () => {
      line.delete(place);
      stopping.abort();
    },
  };
  line.add(place);
  return place;
}

function largestCrowd(all: string[]): string {
  const sizes = new Map<string, number>();
  for (const one of all) sizes.set(one, (sizes.get(one) ?? 0) + 1);
  return [...sizes].reduce((largest, one) => (one[1] > largest[1] ? one : largest), ["", 0])[0];
}
