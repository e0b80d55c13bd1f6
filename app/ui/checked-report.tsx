import type { ReactNode } from "react";
import type { Clock } from "../clock.ts";
import { writeDay } from "../days.ts";
import type { DraftReport } from "../intake/form/draft-report.ts";
import { addressOf, type Question } from "../intake/form/questions.ts";
import { AnswersList } from "./answers-list.tsx";
import { writeSize } from "./evidence-fields.tsx";

type Told = Omit<DraftReport, "formId" | "code" | "left">;

/** Every answer of a report before it is sent, each with the way to change it. */
export function CheckedReport({
  draft,
  clock,
  rules,
  files,
}: {
  draft: Told;
  clock: Clock;
  rules: string[];
  files: { id: string; name: string; size: number }[];
}) {
  const { kind, what, where, who = [], recognizable, witnesses, pasted, contact } = draft;
  const row = (question: Question, name: string, answer: ReactNode) => ({
    ...{ name, answer },
    change: `${addressOf(question)}?to=check`,
  });
  return (
    <>
      <h2 className="govuk-heading-m">About you</h2>
      <AnswersList
        rows={[
          row("name", "Giving your name", kindWords[kind ?? "anonymous"]),
          ...(contact
            ? [
                row(
                  "contact",
                  "How to reach you",
                  <Lines lines={[contact.name, contact.email, contact.phone, contact.reach]} />,
                ),
              ]
            : []),
        ]}
      />
      <h2 className="govuk-heading-m">About the post</h2>
      <AnswersList
        rows={[
          row("about", "Posted by an employee", draft.about === "yes" ? "Yes" : "You are not sure"),
          row("danger", "Anyone in danger now", draft.isUrgent ? "Yes, or you fear so" : "No"),
          row("what", "What happened", <Told>{what}</Told>),
          row(
            "where",
            "Where",
            <Lines
              lines={[
                [...(where?.platforms ?? []), where?.other].filter(Boolean).join(", "),
                ...(where?.addresses ?? []),
                channelWords[where?.onChannel ?? "unanswered"],
              ]}
            />,
          ),
          row("when", "When", writeTime(draft, clock)),
          row(
            "who",
            "Who posted it",
            who.length === 0 ? (
              "You do not know"
            ) : (
              <Lines
                lines={who.map((one) =>
                  "personId" in one ? `${one.name} (from the directory)` : one.words,
                )}
              />
            ),
          ),
          row("recognizable", "How one can tell", <Told>{recognizable}</Told>),
          row(
            "rule",
            "What seems wrong",
            rules.length === 0 ? "You are not sure" : <Lines lines={rules} />,
          ),
          row("witnesses", "Who else saw it", <Told>{witnesses}</Told>),
          row(
            "evidence",
            "Files",
            files.length === 0 ? (
              "None"
            ) : (
              <Lines lines={files.map(({ name, size }) => `${name} (${writeSize(size)})`)} />
            ),
          ),
          ...(pasted ? [row("evidence", "Pasted text", <Told>{pasted}</Told>)] : []),
        ]}
      />
    </>
  );
}

const kindWords = {
  named: "Yes, with your name",
  confidential: "Confidentially: only those who handle reports see it",
  anonymous: "No: the report is anonymous",
};

const channelWords = {
  yes: "On a channel of the City",
  no: "Not on a channel of the City",
  "not-sure": "You are not sure whether it was on a channel of the City",
  unanswered: "Not answered whether it was on a channel of the City",
};

function writeTime({ when }: Told, { locale }: Clock): string {
  if (when?.kind === "day") return writeDay(locale, when.on);
  return when?.kind === "span"
    ? `From ${writeDay(locale, when.from)} to ${writeDay(locale, when.until)}`
    : "You do not know";
}

/** Words as they were typed, with their line breaks. */
function Told({ children }: { children: string | undefined }) {
  return children ? <span className="as-typed">{children}</span> : "Left empty";
}

function Lines({ lines }: { lines: (string | undefined)[] }) {
  return lines.filter(Boolean).map((line) => (
    <span key={line} className="own-line as-typed">
      {line}
    </span>
  ));
}
