import { useLoaderData } from "@remix-run/react";
import { dutyEvents, dutyEventWords } from "../attestation/duty-events.ts";
import { dutyLogOrder, readDutyLog, readDutyLogFilter } from "../attestation/duty-log.ts";
import { readRules } from "../attestation/rule-list.ts";
import { readVersionLines } from "../attestation/version-line.ts";
import { ruleKindWords } from "../attestation/words.ts";
import { forRole, refuse } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { titleOf } from "../content/title-of.ts";
import { readPlace } from "../keyset.ts";
import { audienceWords } from "../people/audience-words.ts";
import { pageAddresses } from "../people/people-filter.ts";
import { readReached } from "../people/reached.ts";
import { DoneBanner } from "../ui/done-banner.tsx";
import { DutyLog } from "../ui/duty-log.tsx";
import { SelectField } from "../ui/field.tsx";
import { ListSearch } from "../ui/list-search.tsx";
import { Page } from "../ui/page.tsx";
import { Paging } from "../ui/paging.tsx";
import { EndedRules, type ShownRule, StandingRules } from "../ui/rule-table.tsx";

const path = "/hr/assignments";
const list = "assignments lately";

export const loader = forRole("hr-training", async ({ viewer, portal, url }) => {
  const read = readDutyLogFilter(url.searchParams);
  if ("refused" in read) throw refuse(400, `${read.refused}.`);
  const from = readPlace(url.searchParams, list, dutyLogOrder);
  if ("refused" in from) throw refuse(400, `${from.refused}.`);
  const { filter } = read;
  const [{ employmentTypes, tracks }, clock, rules, lines, log] = await Promise.all([
    portal.organization(),
    clockOf(portal),
    readRules(viewer, portal),
    readVersionLines(portal),
    readDutyLog(viewer, portal, filter, from),
  ]);
  const words = { employmentTypes, locale: clock.locale };
  const published = await Promise.all(
    lines.map(async ({ version, audience, daysToComplete, effectiveOn }) => ({
      policy: version.policy,
      number: version.number,
      tracks: version.content.tracks
        .filter((track) => track.for === "everyone")
        .map(({ title }) => title),
      audience: audienceWords(audience, words),
      daysToComplete,
      effectiveOn,
      reaches: (await readReached(viewer, portal, audience)).count,
    })),
  );
  const shown: ShownRule[] = rules.map((rule) => ({
    ...rule,
    kind: ruleKindWords[rule.kind].title,
    track: titleOf(tracks, rule.track),
    audience: audienceWords(rule.audience, words),
  }));
  return {
    clock,
    filter,
    published,
    standing: shown.filter(({ endedAt }) => endedAt === null),
    ended: shown.filter(({ endedAt }) => endedAt !== null),
    log: log.rows.map((line) => ({ ...line, track: titleOf(tracks, line.track) })),
    ...pageAddresses(path, filter, list, log),
    done: doneWords(url.searchParams),
  };
});

export default function Assignments() {
  const { clock, filter, published, standing, ended, log, previous, next, done } =
    useLoaderData<typeof loader>();
  return (
    <Page title="Assignments" back={{ to: "/hr", label: "Human Resources" }} wide>
      {done ? <DoneBanner>{done}</DoneBanner> : null}
      <h2 className="govuk-heading-m">Rules in force</h2>
      <StandingRules {...{ clock, published, rules: standing }} />
      <p>
        <a className="govuk-button" href={`${path}/new`}>
          Make a rule
        </a>
      </p>
      {ended.length > 0 ? <EndedRules {...{ clock, rules: ended }} /> : null}
      <h2 className="govuk-heading-m" id="lately">
        Lately
      </h2>
      <ListSearch path={`${path}#lately`} clear={path} q={filter.q} label="Find a person">
        <SelectField
          name="what"
          label="What happened"
          value={filter.what ?? ""}
          options={[
            { value: "", label: "Anything" },
            ...dutyEvents.map((what) => ({ value: what, label: dutyEventWords[what] })),
          ]}
        />
      </ListSearch>
      {log.length === 0 ? (
        <p className="govuk-body-l">
          {filter.q || filter.what
            ? "Nothing matches. Take a filter away."
            : "Nothing was assigned yet."}
        </p>
      ) : (
        <DutyLog {...{ clock, lines: log }} />
      )}
      <Paging previous={previous && `${previous}#lately`} next={next && `${next}#lately`} />
    </Page>
  );
}

function doneWords(parameters: URLSearchParams): string | null {
  if (parameters.has("made")) return "The rule is made. Assignments follow within a minute.";
  if (parameters.has("ended")) return "The rule has ended.";
  return null;
}
