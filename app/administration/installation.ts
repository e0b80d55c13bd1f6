/** What is installed here and how it was set up: words only, never a secret. */
export type Installation = {
  /** Of package.json. */
  version: string;
  /** The first characters of the Git commit; null where that is not known. */
  commit: string | null;
  settings: Setting[];
};

/** What one variable of the environment decides. */
export type Setting = {
  title: string;
  value: string;
  /** The variables that decide it. */
  variables: string[];
};
