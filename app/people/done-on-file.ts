/** What was just done about a person, by what their file's address says, as its banner words it. */
const words = {
  added: "The person is added.",
  names: "Names and e-mail are changed.",
  work: "The work is recorded.",
  "corrected-work": "The period of work is corrected.",
  "last-day": "The last day is recorded.",
  leave: "The leave is recorded.",
  "corrected-leave": "The leave is corrected.",
  assigned: "The training is assigned.",
  moved: "The due day is moved.",
  ended: "The assignment is ended.",
  exempt: "The exemption is recorded.",
  "exemption-ended": "The exemption is ended.",
  reminded: "The reminder is on its way.",
} as const;

type Done = keyof typeof words;

/** Rules go over assignments in the background after these. */
const followed: Done[] = [
  ...(["added", "work", "corrected-work", "last-day", "leave", "corrected-leave"] as const),
  ...(["exempt", "exemption-ended"] as const),
];

/** The address of a person's file, which says that something was done. */
export function fileAfter(done: Done, handle: string): string {
  return `/hr/people/${encodeURIComponent(handle)}?done=${done}`;
}

/** What the banner says on a file with this address; null where nothing was just done. */
export function saidOnFile({ searchParams }: URL): string | null {
  const done = searchParams.get("done");
  if (done === null || !Object.hasOwn(words, done)) return null;
  const said = words[done as Done];
  return followed.includes(done as Done) ? `${said} Assignments follow within a minute.` : said;
}
