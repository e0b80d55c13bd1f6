import { useLoaderData } from "@remix-run/react";
import { readGrantHolders } from "../auth/grant-holders.ts";
import { forRole } from "../auth/guard.ts";
import { roleWords } from "../auth/role.ts";
import { SendButton, TextField } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";

export const loader = forRole("administrator", async ({ viewer, portal, url }) => {
  const { searchParams } = url;
  const words = (searchParams.get("q") ?? "").trim().slice(0, 200);
  const place = { after: searchParams.get("after"), before: searchParams.get("before") };
  const page = await readGrantHolders(viewer, portal.db, { words, ...place });
  const link = (at: Record<string, string>) =>
    `/admin?${new URLSearchParams(words ? { q: words, ...at } : at)}`;
  const [first, last] = [page.people.at(0)?.handle, page.people.at(-1)?.handle];
  return {
    words,
    people: page.people.map(({ handle, givenName, familyName, email, roles }) => ({
      handle,
      name: `${familyName}, ${givenName}`,
      email,
      to: `/admin/${encodeURIComponent(handle)}`,
      roles: roles.map(({ role }) => roleWords[role].title),
    })),
    previous: page.hasPrevious && first ? link({ before: first }) : null,
    next: page.hasNext && last ? link({ after: last }) : null,
  };
});

export default function Administration() {
  const { words, people, previous, next } = useLoaderData<typeof loader>();
  return (
    <Page title="Administration" wide>
      <form method="get" action="/admin">
        <TextField
          name="q"
          label="Find a person"
          hint="By name or employee number; the beginning of a word is enough. Without any word: everyone who holds a role."
          value={words}
          width={30}
          spellCheck={false}
        />
        <SendButton kind="secondary">Find</SendButton>
      </form>
      {people.length === 0 ? (
        <p className="govuk-body">
          Nobody has a name or number that begins like this.{" "}
          <a className="govuk-link" href="/admin">
            See everyone who holds a role
          </a>
        </p>
      ) : (
        <div className="wide-table">
          <table className="govuk-table">
            <caption className="govuk-table__caption govuk-table__caption--m">
              {words ? `People found with “${words}”` : "Who holds a role"}
            </caption>
            <thead className="govuk-table__head">
              <tr className="govuk-table__row">
                {["Name", "Number", "E-mail address", "Roles"].map((heading) => (
                  <th key={heading} scope="col" className="govuk-table__header">
                    {heading}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className="govuk-table__body">
              {people.map(({ handle, name, email, to, roles }) => (
                <tr key={handle} className="govuk-table__row">
                  <th scope="row" className="govuk-table__header">
                    <a className="govuk-link" href={to}>
                      {name}
                    </a>
                  </th>
                  <td className="govuk-table__cell">{handle}</td>
                  <td className="govuk-table__cell">{email ?? "None"}</td>
                  <td className="govuk-table__cell">{roles.join("; ") || "None"}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <nav className="govuk-pagination" aria-label="Pages">
        {previous ? (
          <div className="govuk-pagination__prev">
            <a className="govuk-link govuk-pagination__link" href={previous} rel="prev">
              Previous page
            </a>
          </div>
        ) : null}
        {next ? (
          <div className="govuk-pagination__next">
            <a className="govuk-link govuk-pagination__link" href={next} rel="next">
              Next page
            </a>
          </div>
        ) : null}
      </nav>
    </Page>
  );
}
