import type { ReactNode } from "react";
import type { Clock } from "../clock.ts";

/** What all figures of a dashboard are of: the filter every link begins with. */
export type FigureOf = { clock: Clock; filter: { version: string; track: string } };

/** One figure under its heading. */
export function Figure({
  id,
  title,
  children,
}: {
  id: string;
  title: string;
  children: ReactNode;
}) {
  return (
    <section aria-labelledby={id} className="figure">
      <h2 className="govuk-heading-m" id={id}>
        {title}
      </h2>
      {children}
    </section>
  );
}

/** "43 %" of nothing is nothing at all. */
export function writeShare(part: number, whole: number): string {
  return whole ? `${Math.floor((part / whole) * 100)} %` : "–";
}
