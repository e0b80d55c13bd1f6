import type { Clock } from "../clock.ts";
import { Paragraphs } from "./paragraphs.tsx";
import { AtMoment } from "./when.tsx";

/** When the one whose exchange it is was told that it goes to HR, and what they wrote about it. */
export function WrittenSince({
  clock,
  name,
  told,
  since,
}: {
  clock: Clock;
  name: string;
  told: { by: string; at: Date };
  since: { number: number; at: Date; words: string }[];
}) {
  return (
    <>
      <p className="govuk-body">
        {name} was told by {told.by} on <AtMoment clock={clock} at={told.at} />, and{" "}
        {since.length ? "wrote this since:" : "has written nothing since."}
      </p>
      {since.map(({ number, at, words }) => (
        <article key={number} className="card message">
          <p className="quiet">
            {name}, <AtMoment clock={clock} at={at} />
          </p>
          <Paragraphs text={words} />
        </article>
      ))}
    </>
  );
}
