import type { ReactNode } from "react";
import type { Clock } from "../clock.ts";
import type { FormRefusal } from "../form.ts";
import type { Remindable } from "../notices/remind.ts";
import { ErrorSummary, SendButton } from "./field.tsx";
import { Page } from "./page.tsx";
import { OnDay } from "./when.tsx";

type Props = {
  clock: Clock;
  title: string;
  back: { to: string; label: string };
  people: Remindable[];
  /** Nobody can be reminded now, and why. */
  whyNot: string | null;
  refusal: FormRefusal | undefined;
  children?: ReactNode;
};

/** Whom to remind, and how it gets to each, said before anything goes out. */
export function RemindForm({ clock, title, back, people, whyNot, refusal, children }: Props) {
  const open = people.filter(({ isRemindedToday }) => !isRemindedToday);
  const done = people.filter(({ isRemindedToday }) => isRemindedToday);
  return (
    <Page title={title} back={back} failed={Boolean(refusal)}>
      <ErrorSummary refusal={refusal} />
      {children}
      {people.length === 0 ? (
        <p className="govuk-body-l">
          Nobody here has open training to be reminded of, apart from people on leave or exempt.
        </p>
      ) : null}
      {whyNot && people.length > 0 ? (
        <>
          <p className="govuk-body">{whyNot}.</p>
          <h2 className="govuk-heading-s">Open training</h2>
          <ul className="govuk-list govuk-list--bullet">
            {people.map(({ handle, givenName, familyName, tracks, dueOn }) => (
              <li key={handle}>
                {givenName} {familyName}: {tracks.join(", ")}, due{" "}
                <OnDay clock={clock} day={dueOn} isNear />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {open.length > 0 && !whyNot ? (
        <form method="post" noValidate>
          <fieldset className="govuk-fieldset">
            <legend className="govuk-fieldset__legend govuk-fieldset__legend--s">
              Who gets a reminder, and how
            </legend>
            <div className="govuk-checkboxes govuk-form-group">
              {open.map(({ handle, givenName, familyName, tracks, dueOn, by }, index) => {
                const id = index === 0 ? "who" : `who-${handle}`;
                return (
                  <div key={handle} className="govuk-checkboxes__item">
                    <input
                      className="govuk-checkboxes__input"
                      type="checkbox"
                      id={id}
                      name="who"
                      value={handle}
                      defaultChecked
                      aria-describedby={`${id}-hint`}
                    />
                    <label className="govuk-label govuk-checkboxes__label" htmlFor={id}>
                      {givenName} {familyName}:{" "}
                      {by === "mail" ? "by e-mail" : "a slip to hand over"}
                    </label>
                    <div className="govuk-hint govuk-checkboxes__hint" id={`${id}-hint`}>
                      {tracks.join(", ")}, due <OnDay clock={clock} day={dueOn} isNear />
                    </div>
                  </div>
                );
              })}
            </div>
          </fieldset>
          <p className="govuk-body">
            A person is reminded once a day at most, by whomever. The ledger keeps who asked.
          </p>
          <SendButton>Send the {open.length === 1 ? "reminder" : "reminders"}</SendButton>
        </form>
      ) : null}
      {done.length > 0 ? (
        <p className="govuk-body">
          Reminded today already:{" "}
          {done.map(({ givenName, familyName }) => `${givenName} ${familyName}`).join(", ")}.
        </p>
      ) : null}
    </Page>
  );
}
