/** How an adviser's answer to "Did they disengage politely?" reads in figures. */
export const disengagedWords: Record<string, string> = {
  yes: "Disengaged politely",
  no: "Did not disengage politely",
  "not-known": "Not known",
};

/** A platform as figures name it. */
export const platformWords = (platform: string) =>
  platform === "other" ? "Another platform" : platform;
