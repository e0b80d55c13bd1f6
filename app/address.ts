/** The address of a list so filtered. */
export function addressOf(path: string, filter: Record<string, string | undefined>): string {
  const given = Object.entries(filter).filter((entry): entry is [string, string] =>
    Boolean(entry[1]),
  );
  return given.length ? `${path}?${new URLSearchParams(given)}` : path;
}
