import type { NarrowedTo } from "../attestation/narrowing.ts";
import type { Clock } from "../clock.ts";
import { OnDay } from "./when.tsx";

/** What a list shows only, in words, and the way to show the rest as well. */
export function Narrowing({
  clock,
  acknowledged,
  question,
  without,
}: Pick<NarrowedTo, "acknowledged" | "question"> & { clock: Clock; without: string }) {
  return (
    <p className="govuk-body narrowing">
      Only who
      {acknowledged ? (
        <>
          {" "}
          acknowledged
          {acknowledged.from ? (
            <>
              {" "}
              from <OnDay clock={clock} day={acknowledged.from} />
            </>
          ) : null}
          {acknowledged.until ? (
            <>
              {" "}
              until <OnDay clock={clock} day={acknowledged.until} />
            </>
          ) : null}
        </>
      ) : null}
      {acknowledged && question ? " and" : null}
      {question ? ` ${answeredWords[question.first ?? "any"]} “${question.ask}”` : null}.{" "}
      <a className="govuk-link" href={without}>
        Show the others too
      </a>
    </p>
  );
}

const answeredWords = {
  wrong: "missed at the first try:",
  right: "knew at the first try:",
  any: "answered:",
};
