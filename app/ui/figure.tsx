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

/** "43 %", to the nearest, yet "100 %" says all and "0 %" nobody. Of nothing it is nothing at all. */
export function writeShare(part: number, whole: number): string {
  if (!whole) return "–";
  if (part === 0 || part === whole) return part ? "100 %" : "0 %";
  return `${Math.min(99, Math.max(1, Math.round((part / whole) * 100)))} %`;
}
