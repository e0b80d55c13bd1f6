/** The orders of the list of attestations. */
export const attestationSorts = ["name", "due", "acknowledged"] as const;

export const sortWords: Record<(typeof attestationSorts)[number], string> = {
  name: "Name",
  due: "Due day, earliest first",
  acknowledged: "Acknowledged, latest first",
};
