import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forSignedIn } from "../auth/guard.ts";
import {
  readAnswerBy,
  respondentsToNotice,
  whyTooEarly,
  writeAllegationNotice,
} from "../cases/allegation-notice.ts";
import { loadCaseAct, sendCaseAct } from "../cases/case-route.ts";
import { readCaseSettings } from "../cases/case-settings.ts";
import { clockOf } from "../clock.ts";
import { isDay } from "../days.ts";
import { refuseForm } from "../form.ts";
import { seenFields } from "../seen-form.ts";
import { CaseAct } from "../ui/case-act.tsx";
import { CaseLetter } from "../ui/case-letter.tsx";
import { ChoiceField } from "../ui/choice-field.tsx";
import { ErrorSummary, SendButton, TextField } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { SummaryList } from "../ui/summary-list.tsx";
import { OnDay } from "../ui/when.tsx";

const missingDay = "Enter the day to answer by";
const choosePerson = "Choose to whom";

const noticeForm = z.object({
  ...seenFields,
  person: z.string(choosePerson).min(1, choosePerson),
  dueOn: z.string(missingDay).trim().refine(isDay, missingDay),
});

/** First asks to whom and until when; with both in the address, shows the letter before it is given. */
export const loader = forSignedIn((visit) =>
  loadCaseAct(visit, "noticed", async (hand) => {
    const { portal, url } = visit;
    const people = respondentsToNotice(hand);
    const [clock, { earliest, within }, { accompanied }, { name: organization }] =
      await Promise.all([
        clockOf(portal),
        readAnswerBy(portal),
        readCaseSettings(portal),
        portal.organization(),
      ]);
    const typed = {
      person: url.searchParams.get("person") ?? (people.length === 1 ? people[0]?.handle : ""),
      dueOn: url.searchParams.get("dueOn") ?? earliest,
    };
    const offered = { clock, organization, people, within, accompanied, typed };
    const nothing = { refusal: undefined, check: null };
    if (!url.searchParams.has("person") && !url.searchParams.has("dueOn")) {
      return { ...offered, ...nothing };
    }
    const to = people.find(({ handle }) => handle === typed.person);
    const why = isDay(typed.dueOn) ? await whyTooEarly(portal, typed.dueOn) : missingDay;
    const errors = { ...(to ? {} : { person: choosePerson }), ...(why ? { dueOn: why } : {}) };
    if (!to || why) return { ...offered, ...nothing, ...refuseForm(typed, errors) };
    const letter = await writeAllegationNotice(portal, hand, { to, dueOn: typed.dueOn });
    return { ...offered, ...nothing, check: { to, dueOn: typed.dueOn, letter } };
  }),
);

export const action = forSignedIn((visit) =>
  sendCaseAct(visit, noticeForm, async ({ person, dueOn }, hand) => {
    const { portal } = visit;
    const to = respondentsToNotice(hand).find(({ handle }) => handle === person);
    if (!to) return { refused: choosePerson, field: "person" };
    const refused = await whyTooEarly(portal, dueOn);
    if (refused) return { refused, field: "dueOn" };
    const letter = await writeAllegationNotice(portal, hand, { to, dueOn });
    return [{ act: "noticed", personId: to.id, dueOn, said: { letter } }];
  }),
);

export default function GiveNotice() {
  const loaded = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>()?.refusal;
  const { number, offered } = loaded;
  if (!offered) {
    return (
      <CaseAct title={title} send="" loaded={loaded} refusal={sent}>
        {null}
      </CaseAct>
    );
  }
  if (offered.check && !sent?.errors.person && !sent?.errors.dueOn) {
    const { to, dueOn, letter } = offered.check;
    return (
      <CaseAct
        title={`The notice to ${to.name}`}
        send="Give this notice"
        final="This is final: the letter stays in the case as it is. The respondent does not have it yet; record next how it is served."
        loaded={loaded}
        refusal={sent}
      >
        <p className="govuk-body">
          Read it as {to.name} will. Does it name who reported, or anybody else it is about? Then
          withdraw the allegation, and state it again in other words.
        </p>
        <p className="govuk-body">
          <a className="govuk-link" href={`/cases/${number}/notice`}>
            Change to whom, or the day
          </a>
        </p>
        <input type="hidden" name="person" value={to.handle} />
        <input type="hidden" name="dueOn" value={dueOn} />
        <CaseLetter organization={offered.organization} letter={letter} />
      </CaseAct>
    );
  }
  const { people, typed, within, accompanied, clock } = offered;
  const refusal = sent ?? offered.refusal;
  return (
    <Page
      title={title}
      caption={number}
      back={{ to: `/cases/${number}`, label: `Case ${number}` }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      <p className="govuk-body">
        A letter tells a respondent what is alleged, clause by clause, and until when to answer. It
        holds every allegation about them that stands, and nothing about anybody else. You read it
        before it is given.
      </p>
      <form method="get" action={`/cases/${number}/notice`} noValidate>
        {people.length === 1 && people[0] ? (
          <>
            <input type="hidden" name="person" value={people[0].handle} />
            <SummaryList rows={[["To", people[0].name]]} />
          </>
        ) : (
          <ChoiceField
            name="person"
            legend="To whom?"
            options={people.map(({ handle, name }) => ({ value: handle, label: name }))}
            value={typed.person ?? ""}
            refusal={refusal}
          />
        )}
        <TextField
          name="dueOn"
          label="Until when can they answer?"
          hint={
            <>
              {within} working days are theirs at least, counted from today,{" "}
              <OnDay clock={clock} day={clock.today} />. The day suggested is the first that can be
              chosen.
            </>
          }
          kind="date"
          width={20}
          value={typed.dueOn}
          refusal={refusal}
        />
        {accompanied ? <SummaryList rows={[["The letter says too", accompanied]]} /> : null}
        <SendButton>Look at the letter</SendButton>
      </form>
    </Page>
  );
}

const title = "Give notice of allegations";
