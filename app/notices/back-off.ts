const minute = 60_000;
const longest = 6 * 60 * minute;
/** So long a notice is tried again by itself. */
const patience = 48 * 60 * minute;

/**
 * When a notice is tried again after so many failures, each wait twice the one before; null when two days
 * have passed since the first try and somebody should look.
 */
export function nextTry(
  now: Date,
  { failures, since }: { failures: number; since: Date },
): Date | null {
  if (now.getTime() - since.getTime() >= patience) return null;
  return new Date(now.getTime() + Math.min(longest, 10 * minute * 2 ** Math.min(failures, 10)));
}
