import type { ReactNode } from "react";
import type { FormRefusal } from "../form.ts";
import { SendButton, TextField } from "./field.tsx";

type Search = {
  label: string;
  hint?: ReactNode;
  q: string | undefined;
  children?: ReactNode;
};

/** Search and filters of a list, as an address: works without script, and can be kept. `children`: the filters. */
export function ListSearch({
  path,
  label,
  hint,
  q,
  clear = path,
  refusal,
  children,
}: Search & {
  path: string;
  /** The address of the list without what was searched for. */
  clear?: string;
  refusal?: FormRefusal | null | undefined;
}) {
  return (
    <form method="get" action={path} className="filters no-print">
      <SearchField {...{ label, hint, q, refusal }} />
      {children}
      <div className="govuk-button-group">
        <SendButton kind="secondary">Show</SendButton>
        <a className="govuk-link" href={clear}>
          Clear the search
        </a>
      </div>
    </form>
  );
}

/** Filters that most readers of a list do without: folded, but where one is set, so that the reader sees what. */
export function MoreFilters({
  title,
  isOpen,
  children,
}: {
  title: string;
  isOpen: boolean;
  children: ReactNode;
}) {
  return (
    <details className="govuk-details filters__more" open={isOpen}>
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">{title}</span>
      </summary>
      <div className="filters__choices">{children}</div>
    </details>
  );
}

/** Finds somebody, to go on with; without `path` on the page it stands on. `children`: hidden fields that go along. */
export function FindSomebody({ path, label, hint, q, children }: Search & { path?: string }) {
  return (
    <form method="get" action={path} className="filters no-print govuk-!-margin-bottom-6">
      {children}
      <SearchField {...{ label, hint, q }} />
      <SendButton kind="secondary">Find</SendButton>
    </form>
  );
}

function SearchField({
  q,
  ...field
}: Pick<Search, "label" | "hint" | "q"> & { refusal?: FormRefusal | null | undefined }) {
  return <TextField name="q" value={q ?? ""} width={30} spellCheck={false} {...field} />;
}
