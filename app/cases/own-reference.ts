/** "CS-4T7K-9WQA-12": a letter of a case as its respondent finds it, by the number of the case and of the act. */
export const ownReference = (caseNumber: string, act: number) => `${caseNumber}-${act}`;

/** The two numbers of a reference, whatever the case of its letters; undefined where it is none. */
export function readReference(text: string): { caseNumber: string; act: number } | undefined {
  const [, caseNumber, act] = /^([a-z0-9-]{1,20})-(\d{1,4})$/i.exec(text) ?? [];
  return caseNumber && act ? { caseNumber: caseNumber.toUpperCase(), act: Number(act) } : undefined;
}
