import type { PersonToLog } from "../exchanges/log/people-to-log.ts";
import { shownPeople } from "../exchanges/words.ts";
import { FindSomebody } from "./list-search.tsx";
import { Page } from "./page.tsx";

/** Of whom an exchange is logged: one of the viewer's people. */
export function ChoosePerson({
  choice: { q, people, isSupervisor },
}: {
  choice: { q: string; people: PersonToLog[]; isSupervisor: boolean };
}) {
  return (
    <Page title="Whose exchange was it?" back={{ to: "/exchanges", label: "Exchanges" }}>
      {isSupervisor ? (
        <>
          <FindSomebody
            path="/exchanges/new"
            label="Find one of your people"
            hint="By name or number, also of those below them; the beginning of a word is enough."
            q={q}
          />
          {people.length === 0 ? (
            <p className="govuk-body">
              {q
                ? "Nobody of yours is called so. Look at the spelling."
                : "Nobody reports to you today."}
            </p>
          ) : null}
          <ul className="govuk-list places-list">
            {people.slice(0, shownPeople).map(({ handle, name, work }) => (
              <li key={handle}>
                <a
                  className="govuk-link"
                  href={`/exchanges/new?person=${encodeURIComponent(handle)}`}
                >
                  {name}
                </a>
                <span className="own-line quiet">{work}</span>
              </li>
            ))}
          </ul>
          {people.length > shownPeople ? (
            <p className="govuk-body">There are more. Type more of the name.</p>
          ) : null}
        </>
      ) : (
        <p className="govuk-body">
          You log an exchange on the page of the request it is about: nobody reports to you today.
        </p>
      )}
    </Page>
  );
}
