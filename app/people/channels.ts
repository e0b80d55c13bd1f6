/** What a form sends for an authorization that names no channel. */
export const anywhere = "anywhere";

/** Where an authorization holds, as it stands within a sentence. */
export function writeChannels(channels: string[]): string {
  return channels.length === 0 ? "anywhere online" : channels.join(", ");
}

/** The same at the beginning of a cell. */
export function titleChannels(channels: string[]): string {
  return channels.length === 0 ? "Anywhere online" : channels.join(", ");
}
