import { writeChannels } from "../people/channels.ts";
import type { WhoMaySpeak as Live } from "../training/who-may-speak.ts";
import { OnDay } from "./when.tsx";

/** Who may speak for the City today, below the words of a lesson about it. */
export function WhoMaySpeak({ live }: { live: Live }) {
  const { clock, people, clause, ask } = live;
  return (
    <section className="card" aria-labelledby="who-may-speak">
      <h2 className="govuk-heading-m" id="who-may-speak">
        Who may speak for the City today
      </h2>
      {people.length === 0 ? (
        <p className="govuk-body">
          Nobody is authorized today beyond the people whom the policy itself names. Whom to ask:{" "}
          <Ask ask={ask} />.
        </p>
      ) : (
        <>
          <ul className="govuk-list govuk-list--bullet">
            {people.map(({ name, position, subject, channels, untilOn }) => (
              <li key={`${name} ${subject}`}>
                <strong>{name}</strong>
                {position ? `, ${position}` : null}: {subject} ({writeChannels(channels)})
                {untilOn ? (
                  <>
                    , until <OnDay clock={clock} day={untilOn} />
                  </>
                ) : null}
              </li>
            ))}
          </ul>
          <p className="govuk-body">
            Nobody else is expressly authorized. Whom to ask: <Ask ask={ask} />.
          </p>
        </>
      )}
      <p className="govuk-body quiet">
        This list is not part of the lesson’s words. It is what the register says on{" "}
        <OnDay clock={clock} day={clock.today} />, for{" "}
        <a className="govuk-link" href={`/policy#${clause.id}`}>
          {clause.label}
        </a>
        .
      </p>
    </section>
  );
}

function Ask({ ask }: { ask: Live["ask"] }) {
  if (!ask) return <>Human Resources</>;
  const { title, phone, email } = ask;
  return (
    <>
      {title}
      {phone ? (
        <>
          , <a href={`tel:${phone.replace(/[^\d+]/g, "")}`}>{phone}</a>
        </>
      ) : null}
      {email ? (
        <>
          , <a href={`mailto:${email}`}>{email}</a>
        </>
      ) : null}
    </>
  );
}
