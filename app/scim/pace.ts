/** How fast a token may ask. Counted in memory by each process for itself: the sum over all is a few times that. */
export type Pace = {
  /** Counts a request of a token. Seconds to wait, or 0: go on. */
  take(token: number): number;
};

/** Requests at once, and from then on each second. */
const most = 500;
const each = 50;

type Bucket = { left: number; at: number };

/** `now` is the portal's clock. */
export function createPace({ now }: { now: () => Date }): Pace {
  const buckets = new Map<number, Bucket>();
  return {
    take(token) {
      const at = now().getTime();
      const found = buckets.get(token) ?? { left: most, at };
      const gained = (Math.max(0, at - found.at) * each) / 1000;
      const left = Math.min(most, found.left + gained);
      const isHeard = left >= 1;
      buckets.set(token, { left: isHeard ? left - 1 : left, at });
      return isHeard ? 0 : Math.ceil((1 - left) / each);
    },
  };
}
