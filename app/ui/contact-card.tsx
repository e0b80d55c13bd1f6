import type { Organization } from "../content/frozen-version.ts";

/** Whom to call, as the settings name them; without a number or an address, the office alone. */
export function ContactCard({ contact }: { contact: Organization["contacts"][number] }) {
  const { title, does, phone, email } = contact;
  return (
    <div className="card">
      <h2 className="govuk-heading-m">{title}</h2>
      <p className="govuk-body">{does[0]?.toUpperCase() + does.slice(1)}.</p>
      {phone ? (
        <p className="govuk-body">
          Phone:{" "}
          <a className="govuk-link" href={`tel:${phone.replace(/[^\d+]/g, "")}`}>
            {phone}
          </a>
        </p>
      ) : null}
      {email ? (
        <p className="govuk-body">
          E-mail:{" "}
          <a className="govuk-link" href={`mailto:${email}`}>
            {email}
          </a>
        </p>
      ) : null}
    </div>
  );
}
