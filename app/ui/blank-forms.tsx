import type { BlankForm, FormPage } from "../paper/form-page.ts";
import { Page } from "./page.tsx";
import { Words } from "./words.tsx";

/** Forms to print and sign: the statement, the version and its digest, and a line for each person. */
export function BlankForms({ page }: { page: FormPage }) {
  const { forms, nothingOpen, organization, record, back } = page;
  return (
    <Page title="Form to sign on paper" back={{ to: back, label: "Acknowledging on paper" }} wide>
      <div className="no-print">
        <p className="govuk-body">
          Print this page; each form begins on a sheet of its own. Let each person read the policy
          first, and sign in front of a witness.{" "}
          <a className="govuk-link" href={record}>
            Then record what was signed
          </a>
        </p>
        {nothingOpen.length > 0 ? (
          <p className="govuk-inset-text">Nothing is open for {nothingOpen.join(", ")}.</p>
        ) : null}
      </div>
      {forms.map((form) => (
        <OneForm key={form.key} form={form} organization={organization} />
      ))}
    </Page>
  );
}

function OneForm({ form, organization }: { form: BlankForm; organization: string }) {
  const { track, policy, version, versionDigest, lessons, statement, people } = form;
  return (
    <article className="sheet" aria-label={`${track}, version ${version}`}>
      <p className="sheet__head">{organization}</p>
      <h2 className="govuk-heading-m">
        Policy {policy}: {statement.title.toLowerCase()} on paper
      </h2>
      <p className="govuk-body">
        Version {version}, track “{track}”: {lessons.join("; ")}.
        <br />
        Version digest (SHA-256): <span className="mono">{versionDigest}</span>
      </p>
      <div className="sheet__statement">
        <Words html={statement.html} />
      </div>
      <table className="sheet__lines">
        <thead>
          <tr>
            <th scope="col">Number and name</th>
            <th scope="col">Name in your own hand</th>
            <th scope="col">Signature, or “will not sign”</th>
            <th scope="col">Day</th>
          </tr>
        </thead>
        <tbody>
          {people.map(({ handle, name }) => (
            <tr key={handle}>
              <th scope="row">
                {handle}
                <br />
                {name}
              </th>
              <td />
              <td />
              <td />
            </tr>
          ))}
        </tbody>
      </table>
      <div className="sheet__witness">
        <p>
          Lessons (tick one): ☐ in the portal ☐ read aloud on ______________ by
          ______________________ ☐ not taken
        </p>
        <p>I saw each of them sign, or say that they will not. I signed nothing above myself.</p>
        <dl>
          <div>
            <dt>Witness: number and name</dt>
          </div>
          <div>
            <dt>Signature of the witness</dt>
          </div>
          <div>
            <dt>Day</dt>
          </div>
        </dl>
      </div>
    </article>
  );
}
