/** The box of a log that keeps it from a supervisor between, by their handle. */
export const partyField = (handle: string) => `partOfIt-${handle}`;
