import type { DutyLogLine } from "../attestation/duty-log.ts";
import { endingWords, ruleWords } from "../attestation/words.ts";
import type { Clock } from "../clock.ts";
import { Table } from "./table.tsx";
import { AtMoment, OnDay } from "./when.tsx";

/** What was made, ended and moved, the newest first. */
export function DutyLog({ clock, lines }: { clock: Clock; lines: DutyLogLine[] }) {
  return (
    <Table
      caption={
        <span className="govuk-visually-hidden">What was assigned, ended and moved lately</span>
      }
      columns={["Name", "Track", "What", "Due", "Why", "When"].map((title) => ({ title }))}
      rows={lines.map((line) => ({
        key: line.id + line.what,
        cells: [
          <a
            key="name"
            className="govuk-link"
            href={`/hr/people/${encodeURIComponent(line.handle)}`}
          >
            {line.familyName}, {line.givenName}
          </a>,
          `${line.track}, version ${line.version}`,
          happened(line),
          <span key="due">
            <OnDay clock={clock} day={line.dueOn} />
            {line.fromOn ? (
              <span className="quiet">
                , before <OnDay clock={clock} day={line.fromOn} />
              </span>
            ) : null}
          </span>,
          line.words,
          <span key="when">
            <AtMoment clock={clock} at={line.at} />
            {line.by ? `, ${line.by}` : null}
          </span>,
        ],
      }))}
    />
  );
}

function happened({ what, rule, why }: DutyLogLine): string {
  if (what === "made") return `Assigned ${ruleWords[rule]}`;
  if (what === "moved") return "Due day moved";
  return why ? `Ended ${endingWords[why]}` : "Ended";
}
