import type { PeopleKnownBy } from "./provider.ts";

/** By what somebody was known who came from a provider for the first time. */
export const matchWords: Record<PeopleKnownBy["by"], string> = {
  email: "e-mail address",
  "employee-number": "employee number",
};
