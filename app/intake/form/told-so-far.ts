import type { DraftReport } from "./draft-report.ts";
import type { Question } from "./questions.ts";

/** What a draft says in its writer's own words, question by question, answered or only typed; no empty ones. */
export function toldSoFar({ left = {}, ...draft }: DraftReport) {
  const { what, where, who = [], recognizable, witnesses, pasted } = draft;
  const typed = (question: Question, field: string) => {
    const text = left[question]?.[field];
    return text === undefined ? undefined : [text].flat().join("\n");
  };
  const place = typed("where", "other") ?? where?.other;
  const addresses = typed("where", "addresses") ?? where?.addresses.join("\n");
  const people = who.map((one) => ("words" in one ? one.words : one.name)).join("\n");
  const all: { question: Question; name: string; text: string | undefined }[] = [
    { question: "what", name: "What happened", text: typed("what", "what") ?? what },
    { question: "where", name: "Where", text: [place, addresses].filter(Boolean).join("\n") },
    { question: "who", name: "Who posted it", text: people },
    {
      question: "recognizable",
      name: "How one can tell",
      text: typed("recognizable", "recognizable") ?? recognizable,
    },
    {
      question: "witnesses",
      name: "Who else saw it",
      text: typed("witnesses", "witnesses") ?? witnesses,
    },
    { question: "evidence", name: "Pasted text", text: typed("evidence", "pasted") ?? pasted },
  ];
  return all.flatMap(({ text, ...row }) => (text ? { ...row, text } : []));
}
