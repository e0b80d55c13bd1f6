import type { Organization } from "../content/frozen-version.ts";

/** Whom to call, within a sentence: the office, with its number and address where the settings name them. */
export function CallContact({
  contact: { title, phone, email },
}: {
  contact: Organization["contacts"][number];
}) {
  return (
    <>
      {title}
      {phone ? (
        <>
          , phone{" "}
          <a className="govuk-link" href={`tel:${phone.replace(/[^\d+]/g, "")}`}>
            {phone}
          </a>
        </>
      ) : null}
      {email ? (
        <>
          , e-mail{" "}
          <a className="govuk-link" href={`mailto:${email}`}>
            {email}
          </a>
        </>
      ) : null}
    </>
  );
}
