/** How fast one client may ask. Counted in memory by each process for itself: the sum over all is a few times that. */
export type Pace = {
  /** Counts a request of a token. Seconds to wait, or 0: go on. */
  ofToken(number: number): number;
  /** Whether an address that sent wrong tokens has to wait, in seconds, or 0. */
  ofStranger(address: string): number;
  /** Counts a wrong token of an address. */
  noteStranger(address: string): void;
};

/** Requests at once, and from then on each second. */
const token = { most: 500, each: 50 };
const stranger = { most: 100, each: 1 };
const mostKept = 10_000;

type Bucket = { left: number; at: number };

/** `now` is the portal's clock. */
export function createPace({ now }: { now: () => Date }): Pace {
  const tokens = new Map<string, Bucket>();
  const strangers = new Map<string, Bucket>();
  return {
    ofToken: (number) => take(look(tokens, String(number), token, now()), token.each),
    ofStranger: (address) => wait(look(strangers, address, stranger, now()), stranger.each),
    noteStranger(address) {
      take(look(strangers, address, stranger, now()), stranger.each);
    },
  };
}

function look(
  buckets: Map<string, Bucket>,
  key: string,
  { most, each }: { most: number; each: number },
  now: Date,
): Bucket {
  const at = now.getTime();
  const found = buckets.get(key) ?? { left: most, at };
  const gained = (Math.max(0, at - found.at) * each) / 1000;
  const bucket = { left: Math.min(most, found.left + gained), at };
  buckets.delete(key);
  buckets.set(key, bucket);
  // The one that was quiet longest makes room.
  if (buckets.size > mostKept) buckets.delete(buckets.keys().next().value as string);
  return bucket;
}

function take(bucket: Bucket, each: number): number {
  const seconds = wait(bucket, each);
  if (seconds === 0) bucket.left -= 1;
  return seconds;
}

const wait = ({ left }: Bucket, each: number) => (left >= 1 ? 0 : Math.ceil((1 - left) / each));
