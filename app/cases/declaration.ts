// Light: the page and what is kept share the words.

/** What an investigator declares, in paragraphs, of the respondents of a case by name. */
export function declarationWords(respondents: string[]): string[] {
  const named =
    respondents.length === 0
      ? "Nobody is named as respondent yet."
      : `This case is about ${list(respondents)}.`;
  return [
    `${named} I have read that.`,
    "I am none of the people it is about, and I do not work below any of them. None of them is my family or a close friend, and we owe each other nothing.",
    "I did not report, see or take part in what it is about, and I gain and lose nothing by what is found.",
    "If I learn otherwise, or if that changes, I say so at once and step aside.",
  ];
}

function list(names: string[]): string {
  const last = names.at(-1) ?? "";
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${last}` : last;
}
