/** "Helen Osei and Tom Baker": all of them. */
export const listNames = (names: string[]): string =>
  new Intl.ListFormat("en", { type: "conjunction" }).format(names);
