import { attestationStates } from "./state.ts";

/** The states a supervisor looks at: what ended is owed by nobody. */
export const teamStates = attestationStates.filter((state) => state !== "ended");
