import type { ReactNode } from "react";
import type { AboutChoice } from "../cases/act-about.ts";
import type { FormRefusal } from "../form.ts";
import { CaseAct } from "./case-act.tsx";
import { Page } from "./page.tsx";

type Loaded = {
  number: string;
  seen: number;
  formId: string;
  whyNot: string | null;
  offered: { choices: AboutChoice[]; about: number | null } | null;
};

/** As `CaseAct`, of an act about an earlier one; where there are several, first which of them. */
export function CaseActAbout({
  title,
  ask,
  send,
  final,
  loaded,
  refusal,
  children,
}: {
  title: string;
  /** What to choose, where there are several. */
  ask: string;
  send: string;
  final?: string | undefined;
  loaded: Loaded;
  refusal: FormRefusal | undefined;
  children: ReactNode;
}) {
  const { number, offered, whyNot } = loaded;
  if (!offered || offered.about !== null || whyNot) {
    return (
      <CaseAct
        title={title}
        send={send}
        loaded={loaded}
        refusal={refusal}
        {...(final && { final })}
      >
        <input type="hidden" name="about" value={offered?.about ?? ""} />
        {children}
      </CaseAct>
    );
  }
  return (
    <Page title={title} caption={number} back={{ to: `/cases/${number}`, label: `Case ${number}` }}>
      <h2 className="govuk-heading-m">{ask}</h2>
      <ul className="govuk-list govuk-list--spaced">
        {offered.choices.map(({ about, label, whyNot: why }) => (
          <li key={about}>
            {why ? (
              <>
                {label}
                <span className="own-line quiet">{why}.</span>
              </>
            ) : (
              <a className="govuk-link" href={`?about=${about}`}>
                {label}
              </a>
            )}
          </li>
        ))}
      </ul>
    </Page>
  );
}
