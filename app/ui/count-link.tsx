import { addressOf } from "../address.ts";

/** A figure that leads to exactly the rows it counts; `of` says of what, for who hears the link alone. */
export function CountLink({
  count,
  of,
  locale,
  path = "/hr/attestations",
  filter,
}: {
  count: number;
  of: string;
  locale: string;
  path?: string;
  filter: Record<string, string | undefined>;
}) {
  const words = count.toLocaleString(locale);
  return (
    <a className="govuk-link" href={addressOf(path, filter)} aria-label={`${words} ${of}`}>
      {words}
    </a>
  );
}
