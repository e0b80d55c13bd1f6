/** What somebody is told who has to wait, whatever they typed. `seconds` is 1 or more. */
export function writeWait(seconds: number): string {
  return `Too many tries. Wait ${seconds} ${seconds === 1 ? "second" : "seconds"}, then try again`;
}
