import type { ReactNode } from "react";
import {
  fullName,
  mayAdvise,
  mayGrantRoles,
  mayHandleReports,
  mayReadLedger,
  maySeeAttestations,
} from "../auth/viewer.ts";
import type { FrameWords } from "../root.tsx";
import enhancements from "./enhance.ts?worker&url";
import styles from "./portal.scss?url";

/** The document around every page. Its only script is our own module; every page is whole without it. */
export function Frame({ words, children }: { words: FrameWords; children: ReactNode }) {
  return (
    <html className="govuk-template" lang={words.locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        {words.brand ? <link rel="stylesheet" href={words.brand} /> : null}
        <link rel="stylesheet" href={styles} />
        <script type="module" src={enhancements} />
      </head>
      <body className="govuk-template__body">
        <a className="govuk-skip-link" href="#main" data-module="govuk-skip-link">
          Skip to main content
        </a>
        <Masthead words={words} />
        <Navigation words={words} />
        <div className="govuk-width-container">{children}</div>
        <Foot organization={words.organization} />
      </body>
    </html>
  );
}

function Masthead({ words: { organization, viewer } }: { words: FrameWords }) {
  return (
    <header className="masthead">
      <div className="govuk-width-container masthead__inner">
        <a className="masthead__name" href="/">
          {organization}
        </a>
        {viewer ? (
          <span className="masthead__person">
            <a href="/account">{fullName(viewer)}</a>
            <a href="/sign-out">Sign out</a>
          </span>
        ) : null}
      </div>
    </header>
  );
}

function Navigation({ words: { viewer, hasCases, path } }: { words: FrameWords }) {
  const places = [
    ...(viewer ? [{ to: "/", label: "Home" }] : []),
    ...(viewer ? [{ to: "/training", label: "Training" }] : []),
    { to: "/policy", label: "Policy" },
    ...(viewer ? [{ to: "/receipts", label: "Receipts" }] : []),
    ...(viewer?.isSupervisor ? [{ to: "/team", label: "My people" }] : []),
    ...(mayAdvise(viewer) ? [{ to: "/exchanges", label: "Exchanges" }] : []),
    ...(maySeeAttestations(viewer) ? [{ to: "/hr", label: "HR" }] : []),
    ...(mayHandleReports(viewer) ? [{ to: "/reports", label: "Reports" }] : []),
    ...(hasCases ? [{ to: "/cases", label: "Cases" }] : []),
    ...(mayReadLedger(viewer) ? [{ to: "/ledger", label: "Ledger" }] : []),
    ...(mayGrantRoles(viewer) ? [{ to: "/admin", label: "Administration" }] : []),
    ...(viewer ? [] : [{ to: "/sign-in", label: "Sign in" }]),
  ];
  return (
    <nav className="places" aria-label="Main">
      <div className="govuk-width-container">
        <ul className="places__list">
          {places.map((place) => (
            <Place key={place.to} {...place} path={path} />
          ))}
          {viewer ? (
            <Place
              to="/advice"
              label="I need advice about an exchange"
              path={path}
              className="places__advice"
            />
          ) : null}
        </ul>
      </div>
    </nav>
  );
}

function Place({
  to,
  label,
  path,
  className,
}: {
  to: string;
  label: string;
  path: string;
  className?: string;
}) {
  const here = to === "/" ? path === "/" : path === to || path.startsWith(`${to}/`);
  return (
    <li className={className}>
      <a
        className="places__link"
        href={to}
        aria-current={here ? (path === to ? "page" : "true") : undefined}
      >
        {label}
      </a>
    </li>
  );
}

function Foot({ organization }: { organization: string }) {
  return (
    <footer className="page-foot">
      <div className="govuk-width-container">
        <ul>
          <li>
            <a className="govuk-link" href="/policy">
              The policy
            </a>
          </li>
          <li>
            <a className="govuk-link" href="/advice">
              Advice about an exchange
            </a>
          </li>
          <li>
            <a className="govuk-link" href="/report">
              Report a violation
            </a>
          </li>
          <li>
            <a className="govuk-link" href="/verify">
              Verify a receipt
            </a>
          </li>
          <li>
            <a className="govuk-link" href="/privacy">
              What is kept about you
            </a>
          </li>
        </ul>
        <p>{organization} · Signpost</p>
      </div>
    </footer>
  );
}
