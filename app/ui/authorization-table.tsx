import type { Clock } from "../clock.ts";
import { type AuthorizationStanding, standingWords } from "../people/authorization-standing.ts";
import type { ListedAuthorization } from "../people/authorizations.ts";
import { titleChannels } from "../people/channels.ts";
import { Table } from "./table.tsx";
import { OnDay, Span } from "./when.tsx";

/** Entries of the register, each with whether it is in force today. */
export function AuthorizationTable({ clock, rows }: { clock: Clock; rows: ListedAuthorization[] }) {
  return (
    <Table
      caption={<span className="govuk-visually-hidden">Authorizations</span>}
      columns={["Name", "On what", "Where", "Authorized by", "When", "Today"].map((title) => ({
        title,
      }))}
      rows={rows.map((row) => ({
        key: row.reference,
        cells: [
          <a key="name" className="govuk-link" href={`/hr/authorizations/${row.reference}`}>
            {row.familyName}, {row.givenName}
          </a>,
          row.subject,
          titleChannels(row.channels),
          row.authorizedBy,
          <When key="when" clock={clock} row={row} />,
          <StandingTag key="standing" standing={row.standing} />,
        ],
      }))}
    />
  );
}

function When({ clock, row }: { clock: Clock; row: ListedAuthorization }) {
  const { fromOn, untilOn, lastOn } = row;
  if (lastOn !== null && lastOn < fromOn) return <>Never held</>;
  return (
    <>
      <Span clock={clock} fromOn={fromOn} untilOn={untilOn} />
      {lastOn !== untilOn && lastOn !== null ? (
        <span className="quiet">
          , with the employment: <OnDay clock={clock} day={lastOn} />
        </span>
      ) : null}
    </>
  );
}

/** Where an entry stands today: in words, and in a colour of the states of assignments. */
export function StandingTag({ standing }: { standing: AuthorizationStanding }) {
  const looks = { "in-force": "acknowledged", waiting: "assigned", past: "ended" };
  return <span className={`state state--${looks[standing]}`}>{standingWords[standing]}</span>;
}
