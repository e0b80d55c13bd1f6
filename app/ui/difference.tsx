import type { ReactNode } from "react";
import type { Difference, PartDifference, PassageDifference, Side } from "../content/difference.ts";
import type { Row, Segment } from "../content/word-difference.ts";

/** What the two sides are called: "Version 1", "The content files". */
type SideNames = { before: string; after: string };

/**
 * Two versions side by side, one above the other on a phone: what was taken out, what was put in. What is
 * the same in both is folded away.
 */
export function DifferenceView({
  difference,
  names,
}: {
  difference: Difference;
  names: SideNames;
}) {
  return (
    <div className="difference">
      <ul className="govuk-list govuk-list--bullet">
        {difference.map((part) => (
          <li key={part.key}>
            <a className="govuk-link" href={`#${addressOf(part.key)}`}>
              {part.title}
            </a>
            : {countWords(part)}
          </li>
        ))}
      </ul>
      <p className="govuk-body" aria-hidden="true">
        <del className="taken-out">Words like these</del> are only in {lower(names.before)},{" "}
        <ins className="put-in">words like these</ins> only in {lower(names.after)}.
      </p>
      {difference.map((part) => (
        <PartView key={part.key} part={part} names={names} />
      ))}
    </div>
  );
}

function PartView({ part, names }: { part: PartDifference; names: SideNames }) {
  const id = addressOf(part.key);
  return (
    <section className="difference__part" id={id} aria-labelledby={`${id}-title`}>
      <h2 className="govuk-heading-m" id={`${id}-title`}>
        {part.title} <OnlyIn side={part.in} names={names} />
      </h2>
      <div className="sides sides--names" aria-hidden="true">
        <div>{names.before}</div>
        <div>{names.after}</div>
      </div>
      {part.passages.map((passage) => (
        <PassageView
          key={passage.key}
          passage={passage}
          isInBoth={part.in === "both"}
          names={names}
        />
      ))}
    </section>
  );
}

function PassageView({
  passage,
  isInBoth,
  names,
}: {
  passage: PassageDifference;
  isInBoth: boolean;
  names: SideNames;
}) {
  return (
    <section className="difference__passage" aria-label={passage.label}>
      <h3 className="govuk-heading-s">
        {passage.label} {isInBoth ? <OnlyIn side={passage.in} names={names} /> : null}
      </h3>
      {foldedRuns(passage.rows).map((run, index) =>
        run.isSame ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: runs of a difference never move
          <Unchanged key={index} rows={run.rows} />
        ) : (
          run.rows.map((row, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a difference never move
            <RowView key={`${index} ${place}`} row={row} side={passage.in} names={names} />
          ))
        ),
      )}
    </section>
  );
}

function RowView({ row, side, names }: { row: Row; side: Side; names: SideNames }) {
  const isAlone = side !== "both";
  return (
    <>
      {row.isMarkup ? (
        <p className="govuk-body quiet">The words are the same. They are written otherwise:</p>
      ) : null}
      <div className={`sides${isAlone ? " sides--alone" : ""}`}>
        <SideView
          name={names.before}
          kind={row.kind}
          segments={row.before}
          isAlone={isAlone}
          mark="out"
        />
        <SideView
          name={names.after}
          kind={row.kind}
          segments={row.after}
          isAlone={isAlone}
          mark="in"
        />
      </div>
    </>
  );
}

function SideView({
  name,
  kind,
  segments,
  isAlone,
  mark,
}: {
  name: string;
  kind: Row["kind"];
  segments: Segment[] | null;
  isAlone: boolean;
  mark: "in" | "out";
}) {
  if (!segments) {
    // The other side of something that is in one version only says so in its heading.
    return isAlone ? (
      <div className="side side--none" />
    ) : (
      <div className="side">
        <p className="side__name">{name}</p>
        <p className="quiet">Not here</p>
      </div>
    );
  }
  const isWhole = segments.length === 1 && segments[0]?.isChanged === true;
  return (
    <div className="side">
      <p className="side__name">{name}</p>
      <p className={`line line--${kind}`}>
        {segments.map((segment, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: segments of a line never move
          <SegmentView key={index} segment={segment} mark={mark} isWhole={isWhole} />
        ))}
      </p>
    </div>
  );
}

function SegmentView({
  segment: { text, isChanged },
  mark,
  isWhole,
}: {
  segment: Segment;
  mark: "in" | "out";
  isWhole: boolean;
}) {
  if (!isChanged) return <>{text}</>;
  const look = `${mark === "in" ? "put-in" : "taken-out"}${isWhole ? " whole" : ""}`;
  // Spaces at the ends stay outside: marked, they would look like a part of a word.
  const [, before = "", inside = text, after = ""] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  const words = (
    <>
      <Unseen>{mark === "in" ? " [put in: " : " [taken out: "}</Unseen>
      {inside || text}
      <Unseen>] </Unseen>
    </>
  );
  const marked =
    mark === "in" ? <ins className={look}>{words}</ins> : <del className={look}>{words}</del>;
  return inside ? (
    <>
      {before}
      {marked}
      {after}
    </>
  ) : (
    marked
  );
}

function Unchanged({ rows }: { rows: Row[] }) {
  return (
    <details className="unchanged">
      <summary>{rows.length === 1 ? "1 line unchanged" : `${rows.length} lines unchanged`}</summary>
      {rows.map(({ kind, after }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a version never move
        <p key={index} className={`line line--${kind}`}>
          {after?.map(({ text }) => text).join("")}
        </p>
      ))}
    </details>
  );
}

function OnlyIn({ side, names }: { side: Side; names: SideNames }) {
  if (side === "both") return null;
  return (
    <span className={`state ${side === "after" ? "state--acknowledged" : "state--overdue"}`}>
      Only in {lower(names[side])}
    </span>
  );
}

function Unseen({ children }: { children: ReactNode }) {
  return <span className="govuk-visually-hidden">{children}</span>;
}

/** Rows in runs of those that are the same in both and those that are not. */
function foldedRuns(rows: Row[]): { isSame: boolean; rows: Row[] }[] {
  const runs: { isSame: boolean; rows: Row[] }[] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last?.isSame === row.isSame) last.rows.push(row);
    else runs.push({ isSame: row.isSame, rows: [row] });
  }
  return runs;
}

function countWords({ in: side, passages }: PartDifference): string {
  if (side === "after") return "new";
  if (side === "before") return "taken out";
  return passages.length === 1 ? "1 place" : `${passages.length} places`;
}

const addressOf = (key: string) => key.replace(/[^a-z0-9]+/gi, "-");
const lower = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
