/** Ends a command with 1, and a sentence that says what to do or what is wrong. */
export function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
