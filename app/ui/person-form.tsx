import type { ReactNode } from "react";
import type { FormRefusal } from "../form.ts";
import { ErrorSummary, SendButton } from "./field.tsx";
import { Page } from "./page.tsx";

/** A form about one person: what it does, its fields, and the button that does it. */
export function PersonForm({
  title,
  name,
  file,
  refusal,
  intro,
  button,
  children,
}: {
  title: string;
  name: string;
  file: string;
  refusal: FormRefusal | null;
  intro: ReactNode;
  button: string;
  children: ReactNode;
}) {
  return (
    <Page title={title} caption={name} back={{ to: file, label: name }} failed={refusal !== null}>
      <ErrorSummary refusal={refusal} />
      <p className="govuk-body">{intro}</p>
      <form method="post" noValidate>
        {children}
        <SendButton>{button}</SendButton>
      </form>
    </Page>
  );
}
