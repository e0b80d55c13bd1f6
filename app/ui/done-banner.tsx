import type { ReactNode } from "react";

/** Says that the act before this page is done. */
export function DoneBanner({ children }: { children: ReactNode }) {
  return (
    <div
      className="govuk-notification-banner govuk-notification-banner--success"
      role="status"
      aria-labelledby="done"
    >
      <div className="govuk-notification-banner__header">
        <h2 className="govuk-notification-banner__title" id="done">
          Done
        </h2>
      </div>
      <div className="govuk-notification-banner__content">
        <p className="govuk-notification-banner__heading">{children}</p>
      </div>
    </div>
  );
}
