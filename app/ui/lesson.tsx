import type { ChoiceFeedback, LessonPage, ScenarioPage } from "../training/lesson-page.ts";
import type { WhoMaySpeak as Live } from "../training/who-may-speak.ts";
import { SendButton } from "./field.tsx";
import { describedBy, HintAndError } from "./hint-and-error.tsx";
import { Page } from "./page.tsx";
import { WhoMaySpeak } from "./who-may-speak.tsx";
import { Words } from "./words.tsx";

type Refusal = { scenario: string; refused: string } | null;

/** A lesson: its words, with its scenarios in their places, each answered where it stands. */
export function Lesson({
  page,
  live,
  refusal,
}: {
  page: LessonPage;
  live: Live | null;
  refusal: Refusal;
}) {
  return (
    <Page
      title={page.title}
      caption={`${page.track}. ${page.place}, about ${page.minutes} minutes`}
      back={{ to: "/training", label: "Your training" }}
      failed={refusal !== null}
    >
      {refusal && !refusal.scenario ? (
        <p className="govuk-error-message">{refusal.refused}.</p>
      ) : null}
      {page.pieces.map((piece, index) =>
        "html" in piece ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: frozen pieces never move
          <Words key={index} html={piece.html} />
        ) : (
          <Scenario
            key={piece.scenario.id}
            scenario={piece.scenario}
            refused={refusal?.scenario === piece.scenario.id ? refusal.refused : null}
          />
        ),
      )}
      {live ? <WhoMaySpeak live={live} /> : null}
      <Terms terms={page.terms} />
      {page.isComplete ? (
        <p className="govuk-body">
          <strong>This lesson is complete.</strong>
        </p>
      ) : (
        <p className="govuk-body">
          <strong>
            {page.open.length === 1 ? "One question is" : `${page.open.length} questions are`} still
            open.
          </strong>{" "}
          The lesson is complete when each was answered right; try as often as you like.{" "}
          <a className="govuk-link" href={`#${page.open[0]}`}>
            Go to the open question
          </a>
        </p>
      )}
      {page.next ? (
        <a
          className={`govuk-button${page.isComplete ? "" : " govuk-button--secondary"}`}
          href={page.next.to}
        >
          {page.next.label}
        </a>
      ) : null}
    </Page>
  );
}

function Scenario({ scenario, refused }: { scenario: ScenarioPage; refused: string | null }) {
  const { id, place, situation, ask, feedback, attempt } = scenario;
  return (
    <section
      className="scenario"
      id={id}
      aria-labelledby={`${id}-place ${id}-ask`}
      tabIndex={-1}
      data-swap={id}
    >
      <p className="scenario__count" id={`${id}-place`}>
        {place}
      </p>
      {situation.map((paragraph) => (
        <p className="govuk-body" key={paragraph}>
          {paragraph}
        </p>
      ))}
      {attempt === null ? (
        <h2 className="govuk-heading-s" id={`${id}-ask`}>
          {ask}
        </h2>
      ) : null}
      {feedback ? <Feedback feedback={feedback} /> : null}
      {attempt === null ? null : (
        <form method="post" action={`#${id}`} noValidate>
          <input type="hidden" name="scenario" value={id} />
          <input type="hidden" name="attempt" value={attempt} />
          <Choices scenario={scenario} refused={refused} />
          <SendButton>{feedback ? "Try again" : "Answer"}</SendButton>
        </form>
      )}
      {feedback?.right && feedback.others.length ? (
        <details className="govuk-details">
          <summary className="govuk-details__summary">
            <span className="govuk-details__summary-text">What about the other answers?</span>
          </summary>
          <div className="govuk-details__text">
            {feedback.others.map((choice) => (
              <Explanation key={choice.text} choice={choice} />
            ))}
          </div>
        </details>
      ) : null}
    </section>
  );
}

function Choices({ scenario, refused }: { scenario: ScenarioPage; refused: string | null }) {
  const { id, ask, several, choices } = scenario;
  const kind = several ? "checkboxes" : "radios";
  const said = {
    name: id,
    hint: several ? "Choose every answer that fits." : null,
    error: refused ?? undefined,
  };
  return (
    <div className={`govuk-form-group${refused ? " govuk-form-group--error" : ""}`}>
      <fieldset className="govuk-fieldset" aria-describedby={describedBy(said)}>
        <legend className="govuk-fieldset__legend govuk-fieldset__legend--s">
          <h2 className="govuk-fieldset__heading" id={`${id}-ask`}>
            {ask}
          </h2>
        </legend>
        <HintAndError {...said} />
        <div className={`govuk-${kind}`}>
          {choices.map((choice) => (
            <div className={`govuk-${kind}__item`} key={choice.id}>
              <input
                className={`govuk-${kind}__input`}
                id={`${id}-${choice.id}`}
                name="choice"
                type={several ? "checkbox" : "radio"}
                value={choice.id}
              />
              <label className={`govuk-label govuk-${kind}__label`} htmlFor={`${id}-${choice.id}`}>
                {choice.text}
              </label>
            </div>
          ))}
        </div>
      </fieldset>
    </div>
  );
}

function Feedback({ feedback }: { feedback: NonNullable<ScenarioPage["feedback"]> }) {
  const { right, chosen } = feedback;
  const partly = !right && chosen.every((choice) => choice.right);
  return (
    <div className={`feedback${right ? " feedback--right" : ""}`} role="status">
      <h3>
        {right
          ? "That is right"
          : partly
            ? "What you chose fits, and something is still missing"
            : "Not quite"}
      </h3>
      {chosen.map((choice) => (
        <Explanation key={choice.text} choice={choice} />
      ))}
    </div>
  );
}

function Explanation({ choice }: { choice: ChoiceFeedback }) {
  return (
    <div className="explanation">
      <p className="govuk-body">
        <strong>{choice.right ? "Fits:" : "Does not fit:"}</strong> “{choice.text}”
      </p>
      <p className="govuk-body">{choice.feedback}</p>
      <p className="govuk-body">
        <q>{choice.quote}</q>,{" "}
        <a className="govuk-link" href={`/policy#${choice.clause}`}>
          {choice.clauseLabel}
        </a>
      </p>
    </div>
  );
}

function Terms({ terms }: { terms: LessonPage["terms"] }) {
  if (terms.length === 0) return null;
  return (
    <details className="govuk-details">
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">Words the policy defines</span>
      </summary>
      <div className="govuk-details__text">
        {terms.map(({ id, term, text }) => (
          <p className="govuk-body" key={id}>
            <strong>{term}:</strong> {text}{" "}
            <a className="govuk-link" href={`/policy#${id}`}>
              in the policy
            </a>
          </p>
        ))}
      </div>
    </details>
  );
}
