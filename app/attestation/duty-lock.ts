/** Held by whatever makes, moves or ends assignments, so that none of it sees half of what another does. */
export const dutyLock = "duties";
