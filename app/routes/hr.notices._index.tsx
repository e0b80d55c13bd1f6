import { useLoaderData } from "@remix-run/react";
import { addressOf } from "../address.ts";
import { forRole, refuse } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { readPlace } from "../keyset.ts";
import { readNoticeFilter } from "../notices/notice-filter.ts";
import { countNotices, noticeOrder, readNotices } from "../notices/notices.ts";
import type { NoticeKind } from "../notices/owe-notices.ts";
import { isPrivateKind } from "../notices/private-kinds.ts";
import { kindWords, leftOutOfNotices, noticeStateWords } from "../notices/words.ts";
import { pageAddresses } from "../people/people-filter.ts";
import { DoneBanner } from "../ui/done-banner.tsx";
import { SelectField } from "../ui/field.tsx";
import { ListSearch } from "../ui/list-search.tsx";
import { NoticeTag } from "../ui/notice-tag.tsx";
import { Page } from "../ui/page.tsx";
import { Paging } from "../ui/paging.tsx";
import { Table } from "../ui/table.tsx";
import { AtMoment } from "../ui/when.tsx";

const path = "/hr/notices";

export const loader = forRole("hr-training", async ({ viewer, portal, url }) => {
  const read = readNoticeFilter(url.searchParams);
  if ("refused" in read) throw refuse(400, `${read.refused}.`);
  const from = readPlace(url.searchParams, "notices", noticeOrder);
  if ("refused" in from) throw refuse(400, `${from.refused}.`);
  const { filter } = read;
  const [clock, counts, page] = await Promise.all([
    clockOf(portal),
    countNotices(viewer, portal),
    readNotices(viewer, portal, filter, from),
  ]);
  return {
    ...{ clock, filter, counts, notices: page.rows },
    kinds: optionsOf(kindWords).filter(({ value }) => !isPrivateKind(value as NoticeKind)),
    hasMail: portal.mail !== null,
    askedAgain: /^\d{1,6}$/.exec(url.searchParams.get("asked") ?? "")?.[0] ?? null,
    ...pageAddresses(path, filter, "notices", page),
  };
});

export default function Notices() {
  const { clock, filter, kinds, counts, notices, hasMail, askedAgain, previous, next } =
    useLoaderData<typeof loader>();
  const isFiltered = Object.values(filter).some(Boolean);
  const failing = counts.find(({ state }) => state === "failing")?.count ?? 0;
  return (
    <Page title="Notices" back={{ to: "/hr", label: "Human Resources" }} wide>
      {askedAgain ? <DoneBanner>Asked again for {askedAgain}.</DoneBanner> : null}
      {hasMail ? null : (
        <div className="govuk-inset-text">
          <strong>No mail goes out: this portal has no mail server.</strong> Nothing is lost.
          Notices wait here until whoever runs the server gives it the settings{" "}
          <code>SMTP_URL</code> and <code>MAIL_FROM</code>. Slips for people without an address can
          be handed over meanwhile.
        </div>
      )}
      <ul className="govuk-list counts">
        {counts.map(({ state, count }) => (
          <li key={state}>
            <a className="govuk-link" href={addressOf(path, { state })}>
              {noticeStateWords[state]}: {count > 1000 ? "more than 1,000" : count}
            </a>
          </li>
        ))}
      </ul>
      <p className="govuk-body-s quiet">Not listed or counted: {leftOutOfNotices}.</p>
      {failing > 0 ? (
        <p className="govuk-body">
          <a className="govuk-link" href={`${path}/again`}>
            Send all that are failing again
          </a>
        </p>
      ) : null}
      <ListSearch
        {...{ path, q: filter.q }}
        label="Find a person"
        hint="By name, number or e-mail address; the beginning of a word is enough."
      >
        <div className="filters__choices">
          <SelectField
            name="kind"
            label="Kind"
            value={filter.kind ?? ""}
            options={[{ value: "", label: "All kinds" }, ...kinds]}
          />
          <SelectField
            name="state"
            label="State"
            value={filter.state ?? ""}
            options={[{ value: "", label: "All states" }, ...optionsOf(noticeStateWords)]}
          />
        </div>
      </ListSearch>
      {notices.length === 0 ? (
        <p className="govuk-body-l">
          {isFiltered
            ? "No notice matches. Take a filter away."
            : "No notice is owed to anybody yet."}
        </p>
      ) : (
        <Table
          caption={<span className="govuk-visually-hidden">Notices, owed last first</span>}
          columns={["Notice", "For", "State", "Since"].map((title) => ({ title }))}
          rows={notices.map(({ id, kind, state, stateAt, reason, ...person }) => ({
            key: id,
            cells: [
              <a key="notice" className="govuk-link" href={`${path}/${id}`}>
                {kindWords[kind]}
              </a>,
              <a
                key="person"
                className="govuk-link"
                href={`/hr/people/${encodeURIComponent(person.handle)}`}
              >
                {person.familyName}, {person.givenName}
              </a>,
              <NoticeTag key="state" state={state} reason={reason} />,
              <AtMoment key="at" clock={clock} at={stateAt} />,
            ],
          }))}
        />
      )}
      <Paging previous={previous} next={next} />
    </Page>
  );
}

const optionsOf = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));
