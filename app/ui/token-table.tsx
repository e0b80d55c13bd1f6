import type { Clock } from "../clock.ts";
import type { ListedToken } from "../scim/token.ts";
import { Table } from "./table.tsx";
import { AtMoment, OnDay } from "./when.tsx";

/** Tokens of provisioning, each with whether and until when it works; one in force can be revoked. */
export function TokenTable({
  clock,
  caption,
  tokens,
}: {
  clock: Clock;
  caption: string;
  tokens: ListedToken[];
}) {
  return (
    <Table
      caption={caption}
      columns={["Name", "Number", "Made", "Works", "Last used", "Change"].map((title) => ({
        title,
      }))}
      rows={tokens.map((token) => ({
        key: String(token.number),
        cells: [
          token.name,
          token.number,
          <span key="made">
            <AtMoment clock={clock} at={new Date(token.madeAt)} dayOnly /> by {token.madeBy}
          </span>,
          <Works key="works" clock={clock} token={token} />,
          token.lastUsedOn ? <OnDay key="used" clock={clock} day={token.lastUsedOn} /> : "Never",
          token.revokedAt ? null : (
            <a key="revoke" className="govuk-link" href={`/admin/tokens/${token.number}/revoke`}>
              Revoke<span className="govuk-visually-hidden">: {token.name}</span>
            </a>
          ),
        ],
      }))}
    />
  );
}

function Works({ clock, token }: { clock: Clock; token: ListedToken }) {
  const { untilOn, revokedAt, revokedBy } = token;
  if (revokedAt) {
    return (
      <>
        Revoked <AtMoment clock={clock} at={new Date(revokedAt)} dayOnly /> by {revokedBy}
      </>
    );
  }
  if (untilOn === null) return <>Until revoked</>;
  return (
    <>
      {untilOn < clock.today ? "No more: until " : "Until "}
      <OnDay clock={clock} day={untilOn} isNear />
    </>
  );
}
