import type { LettersPage } from "../auth/letters-page.ts";
import type { SetUpLetter } from "../auth/print-letters.ts";
import type { FormRefusal } from "../form.ts";
import { circlePlaces } from "../people/circle-places.ts";
import { CheckField } from "./check-field.tsx";
import { ErrorSummary, SelectField, SendButton } from "./field.tsx";
import { Letter } from "./letter.tsx";
import { Page } from "./page.tsx";

type Answer = { letters: SetUpLetter[] } | { refusal: FormRefusal } | undefined;

/** Chooses for whom set-up letters are printed; then shows them, once. */
export function SetUpLetters({ page, answer }: { page: LettersPage; answer: Answer }) {
  const back = circlePlaces[page.circle];
  if (answer && "letters" in answer) {
    return (
      <Page title="Set-up letters" back={back} wide>
        <p className="govuk-body-l no-print">
          Print this page now, one letter a sheet: the codes are shown once.
        </p>
        {answer.letters.map((letter) => (
          <Letter key={letter.handle} letter={letter} words={page.words} />
        ))}
      </Page>
    );
  }
  const refusal = answer?.refusal;
  return (
    <Page title="Set-up letters" back={back} failed={Boolean(refusal)}>
      <ErrorSummary refusal={refusal} />
      <p className="govuk-body">
        A letter holds a code with which its person chooses a password and signs in, without an
        e-mail address. It is the same set-up code that is handed over by word of mouth, on paper:
        it works once and for 14 days, and the one made last is the one that works.
      </p>
      {page.filter.person ? null : <ChooseForWhom page={page} />}
      <MakeLetters page={page} />
    </Page>
  );
}

function ChooseForWhom({ page: { circle, filter, departments } }: { page: LettersPage }) {
  const typed = (value: string | undefined) => ({ typed: { box: value }, errors: {} });
  const box = (name: "fresh" | "mailless" | "uncoded", label: string) => (
    <CheckField
      name={name}
      label={label}
      refusal={{ typed: { [name]: typed(filter[name]).typed.box }, errors: {} }}
    />
  );
  return (
    <form method="get" action={`/${circle}/letters`}>
      {departments.length > 0 ? (
        <SelectField
          name="department"
          label="Department"
          value={filter.department ?? ""}
          options={[
            { value: "", label: "All departments" },
            ...departments.map((name) => ({ value: name, label: name })),
          ]}
        />
      ) : null}
      <input type="hidden" name="chosen" value="yes" />
      {box("fresh", "Only those who never set up a sign-in")}
      {box("mailless", "Only those without an e-mail address")}
      {box("uncoded", "Leave out those who hold a code that still works")}
      <SendButton kind="secondary">Show how many</SendButton>
    </form>
  );
}

function MakeLetters({ page }: { page: LettersPage }) {
  const { form, filter, count, letters, leftOut, names, again, circle } = page;
  if (count === 0) {
    return (
      <p className="govuk-inset-text">
        Nobody is left for whom a letter could be made.
        {leftOut > 0 ? ` ${administratorHandsOver(leftOut)}` : null}
      </p>
    );
  }
  return (
    <form method="post" action={`/${circle}/letters`}>
      <h2 className="govuk-heading-m">{count === 1 ? "1 letter" : `${letters} letters`}</h2>
      <ul className="govuk-list govuk-list--bullet">
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
        {count > names.length ? <li>and {letters - names.length} more, by name</li> : null}
      </ul>
      {count > letters ? (
        <p className="govuk-body">
          These are the first {letters} of {count} by name. Come back for the rest:{" "}
          <a className="govuk-link" href={again}>
            leave out those who hold a code that still works
          </a>
          .
        </p>
      ) : null}
      {leftOut > 0 ? <p className="govuk-body">{administratorHandsOver(leftOut)}</p> : null}
      <div className="govuk-warning-text">
        <span className="govuk-warning-text__icon" aria-hidden="true">
          !
        </span>
        <strong className="govuk-warning-text__text">
          <span className="govuk-visually-hidden">Warning:</span> Codes these people were given
          before stop working. Hand each letter to its person: whoever holds it can sign in as them.
          The ledger keeps that you made them.
        </strong>
      </div>
      <input type="hidden" name="form" value={form} />
      {Object.entries(filter).map(([name, value]) =>
        value ? <input key={name} type="hidden" name={name} value={value} /> : null,
      )}
      <SendButton>{count === 1 ? "Make the letter" : "Make the letters"}</SendButton>
    </form>
  );
}

function administratorHandsOver(count: number): string {
  return count === 1
    ? "1 person sees more than you do and is left out: an administrator hands over their code."
    : `${count} people see more than you do and are left out: an administrator hands over their codes.`;
}
