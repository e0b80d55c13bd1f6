import type { PartyChoice, PartyToChoose } from "../cases/choose-party.ts";
import { FindSomebody } from "./list-search.tsx";
import { Page } from "./page.tsx";

/** Who of the directory is meant: found by name, or suggested by the reports. */
export function ChooseParty({
  title,
  number,
  path,
  choice: { q, found, suggested },
}: {
  title: string;
  number: string;
  path: string;
  choice: PartyChoice;
}) {
  const address = `/cases/${number}/${path}`;
  return (
    <Page title={title} caption={number} back={{ to: `/cases/${number}`, label: `Case ${number}` }}>
      {suggested.length > 0 ? (
        <>
          <h2 className="govuk-heading-s">Named in the reports</h2>
          <People address={address} people={suggested} />
        </>
      ) : null}
      <FindSomebody
        path={address}
        label="Find somebody in the directory"
        hint="By name, number or e-mail address; the beginning of a word is enough."
        q={q}
      />
      <div role="status">
        {q && found.length === 0 ? (
          <p className="govuk-body">Nobody is found by “{q}”. Look at the spelling.</p>
        ) : null}
      </div>
      <People address={address} people={found} />
    </Page>
  );
}

function People({ address, people }: { address: string; people: PartyToChoose[] }) {
  return (
    <ul className="govuk-list places-list">
      {people.map(({ handle, name, work, already }) => (
        <li key={handle}>
          {already ? (
            `${name}: ${already}`
          ) : (
            <a className="govuk-link" href={`${address}?person=${encodeURIComponent(handle)}`}>
              {name}
            </a>
          )}
          <span className="own-line quiet">{work ?? "From outside"}</span>
        </li>
      ))}
    </ul>
  );
}

/** Whom the act is about to name. */
export function ChosenParty({ person: { handle, name, work } }: { person: PartyToChoose }) {
  return (
    <>
      <input type="hidden" name="person" value={handle} />
      <p className="govuk-body-l">
        {name}
        <span className="own-line quiet">{work ?? "From outside"}</span>
      </p>
    </>
  );
}
