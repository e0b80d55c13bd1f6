import type { Clock } from "../clock.ts";
import type { Day } from "../days.ts";
import type { FormRefusal } from "../form.ts";
import type { AbsentPerson } from "../people/import/imports.ts";
import { TextField } from "./field.tsx";
import { Fieldset } from "./fieldset.tsx";
import { OnDay } from "./when.tsx";

/** Who is not in the file: HR ticks those who leave, with their last day. Absent is not leaving. */
export function AbsentPeople({
  clock,
  people,
  action,
  day,
  refusal,
}: {
  clock: Clock;
  people: AbsentPerson[];
  action: string;
  day: Day;
  refusal: FormRefusal | null;
}) {
  const ticked = new Set([refusal?.typed.people ?? []].flat());
  const error = refusal?.errors.people;
  return (
    <form method="post" action={action} noValidate>
      <Fieldset
        name="people"
        legend="Tick those who leave, or who were said to and stay"
        hint="Anyone you leave unticked stays. Being absent from a file is not leaving."
        error={error}
      >
        <div className="govuk-checkboxes govuk-checkboxes--small">
          {people.map(({ handle, givenName, familyName, department, position, lastOn }, index) => {
            // The error summary leads to the first of them.
            const id = index === 0 ? "people" : `people-${handle}`;
            return (
              <div key={handle} className="govuk-checkboxes__item">
                <input
                  className="govuk-checkboxes__input"
                  id={id}
                  name="people"
                  type="checkbox"
                  value={handle}
                  defaultChecked={ticked.has(handle)}
                />
                <label className="govuk-label govuk-checkboxes__label" htmlFor={id}>
                  {familyName}, {givenName} ({handle})
                  <span className="quiet">
                    {" "}
                    {position}, {department}
                  </span>
                  {lastOn ? (
                    <strong>
                      {" "}
                      leaves: last day <OnDay clock={clock} day={lastOn} />
                    </strong>
                  ) : null}
                </label>
              </div>
            );
          })}
        </div>
      </Fieldset>
      <TextField
        name="lastOn"
        label="Last day of work of those who leave"
        kind="date"
        value={day}
        refusal={refusal}
        width={20}
      />
      <div className="govuk-button-group">
        <button type="submit" name="act" value="leave" className="govuk-button">
          Those ticked leave
        </button>
        <button
          type="submit"
          name="act"
          value="stay"
          className="govuk-button govuk-button--secondary"
        >
          Those ticked stay
        </button>
      </div>
    </form>
  );
}
