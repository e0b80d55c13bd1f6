/**
 * Something in the content files that keeps them from being published. `file` begins with the content
 * folder's own name ("content/lessons/…"), `line` counts from one, `mend` says what to change.
 */
export type Fault = { file: string; line: number; mend: string };

/** Sorted as a person would go through the files: by file, then by line. */
export function inReadingOrder(faults: Fault[]): Fault[] {
  return faults.toSorted(
    (one, other) => compareText(one.file, other.file) || one.line - other.line,
  );
}

/** The order of the characters' numbers: the same on every machine, whatever its language. */
export function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
