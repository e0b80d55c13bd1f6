import type { Unreached } from "../dashboard/addresses.ts";
import { CountLink } from "./count-link.tsx";
import { Figure } from "./figure.tsx";

/** How many people have no address, or one that does not work. */
export function UnreachedFigure({ locale, unreached }: { locale: string; unreached: Unreached }) {
  const count = (address: keyof Unreached, of: string) => (
    <CountLink
      {...{ count: unreached[address], locale, of, path: "/hr/people" }}
      filter={{ address }}
    />
  );
  return (
    <Figure id="unreached" title="People whom no mail reaches">
      <ul className="govuk-list">
        <li>{count("none", "people without an e-mail address")} without an e-mail address</li>
        <li>
          {count("failing", "people with an e-mail address that does not work")} with an e-mail
          address that does not work
        </li>
      </ul>
    </Figure>
  );
}
