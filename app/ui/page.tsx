import type { ReactNode } from "react";

/** One page: its title in the tab and its heading are the same words, so they are given once. */
export function Page({
  title,
  caption,
  back,
  wide = false,
  failed = false,
  children,
}: {
  title: string;
  caption?: string;
  back?: { to: string; label: string };
  wide?: boolean;
  /** The form below was refused: the tab says so before anything else. */
  failed?: boolean;
  children: ReactNode;
}) {
  return (
    <>
      <title>{`${failed ? "Error: " : ""}${title}`}</title>
      {back ? (
        <nav aria-label="Back" className="back">
          <a className="govuk-back-link" href={back.to}>
            {back.label}
          </a>
        </nav>
      ) : null}
      <main className={`govuk-main-wrapper${wide ? " wide" : ""}`} id="main">
        <div className={wide ? undefined : "govuk-grid-row"}>
          <div className={wide ? undefined : "govuk-grid-column-two-thirds"}>
            {caption ? <span className="govuk-caption-l">{caption}</span> : null}
            <h1 className="govuk-heading-l">{title}</h1>
            {children}
          </div>
        </div>
      </main>
    </>
  );
}
