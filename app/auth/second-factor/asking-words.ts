/** Whether somebody who has no second factor is asked to make one: by what they may see, and never in a demonstration. */
export type Asking = "demonstration" | "asked" | "not-asked";

/** The same of oneself, on the pages where one's own are. */
export const askingYou: Record<Asking, string> = {
  demonstration:
    "This is a demonstration: whatever your role, it asks you for a second step only once you have one.",
  asked:
    "What you may see asks for one: when yours is reset, you make a new one at the next sign-in.",
  "not-asked": "What you may see asks for none: it is yours to choose.",
};

/** The same of somebody else whose second factors are ended. */
export const askingThem: Record<Asking, string> = {
  demonstration: "This demonstration asks nobody for a new one.",
  asked: "What they may see asks for one: they make a new one at the next sign-in.",
  "not-asked": "What they may see asks for none: they make a new one if they wish.",
};
