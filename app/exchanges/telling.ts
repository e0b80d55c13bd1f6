/** What an adviser chose for the report that an exchange is to become. */
export type TellingChoices = {
  reason: string;
  /** The report is to be about whose exchange it is. */
  isAboutPerson: boolean;
  /** Others it is to be about, as the adviser calls them. */
  others: string[];
  /** What seems to be wrong: plain words of the organization, and the clause of each. Empty: not said. */
  rules: { says: string; clause: string }[];
  isUrgent: boolean;
};

/** What was told, as it was read, with what was chosen. It is stored encrypted, whole. */
export type Telling = TellingChoices & { words: string };

/** What the one whose exchange it is reads before it is passed on: all of it, word for word. */
export function writeTelling(choices: TellingChoices, hasRequest: boolean): string {
  const { reason, isAboutPerson, others, rules, isUrgent } = choices;
  const named = others.join("; ");
  const about = isAboutPerson
    ? `The report is to be about you${named ? `, and about: ${named}` : ""}.`
    : `The report is not to be about you, but about: ${named}.`;
  const wrong = rules.length
    ? `What seems to be wrong: ${rules.map(({ says }) => says).join("; ")}.`
    : "Which rule seems to be broken is left open.";
  const urgent = isUrgent ? " It is marked as urgent: somebody is in danger now." : "";
  const request = hasRequest ? "your request, " : "";
  return [
    reason,
    `${about} ${wrong}${urgent}`,
    `With it go ${request}the exchange report with its pictures, and what you and whoever advises you wrote here. You can write here about it. It can be sent at any time from now on, so write now: what you write before it is sent goes with it. It is never sent before you were told this.`,
  ].join("\n\n");
}
