import { randomUUID } from "node:crypto";
import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { caseRoles } from "../auth/case-roles.ts";
import { confirmationWords } from "../auth/confirmations/confirmation-words.ts";
import { readWaitingConfirmations } from "../auth/confirmations/read-confirmations.ts";
import { grantRole, waitsForSecond } from "../auth/grant.ts";
import { readGrantHolder } from "../auth/grant-holders.ts";
import { readGrantRequests } from "../auth/grant-requests.ts";
import { forRole, notFound, seeOther, type Visit } from "../auth/guard.ts";
import { matchWords } from "../auth/provider/link-words.ts";
import { readProviderLinks } from "../auth/provider/read-links.ts";
import { isRole, roleWords } from "../auth/role.ts";
import { readSessionsOf } from "../auth/sessions-of.ts";
import { fullName, type GrantedRole } from "../auth/viewer.ts";
import { shutOutOfCases } from "../cases/shut-out-of-cases.ts";
import { clockOf } from "../clock.ts";
import { isDay, writeDay, writeMoment } from "../days.ts";
import { readForm, refuseForm } from "../form.ts";
import { ChoiceField } from "../ui/choice-field.tsx";
import { DoneBanner } from "../ui/done-banner.tsx";
import { ErrorSummary, SendButton, TextField } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { SummaryList } from "../ui/summary-list.tsx";

export const loader = forRole("administrator", async (visit) => {
  const { viewer, portal, url } = visit;
  const holder = await holderOf(visit);
  const name = fullName(holder);
  const { locale, timeZone } = await clockOf(portal);
  const held = holder.roles.map(({ role, grantedAt, grantedBy, confirmedBy, untilOn }) => ({
    role,
    title: roleWords[role].title,
    since: writeMoment(locale, timeZone, new Date(grantedAt)),
    until: untilOn && writeDay(locale, untilOn),
    by: grantedBy ?? "whoever set up the portal",
    confirmedBy,
  }));
  const [waiting, confirmations, sessions, links, ...waits] = await Promise.all([
    readGrantRequests(viewer, portal, "waiting"),
    readWaitingConfirmations(viewer, portal.db, holder.personId),
    readSessionsOf(viewer, portal.db, holder.personId),
    readProviderLinks(viewer, portal.db, holder.personId),
    ...caseRoles.map((role) => waitsForSecond(portal.db, role)),
  ]);
  const asked = waiting
    .filter(({ personId }) => personId === holder.personId)
    .map(({ number, role }) => ({ number, role, title: roleWords[role].title }));
  const second = caseRoles.filter((_, index) => waits[index]);
  const granted = held.find(({ role }) => role === url.searchParams.get("granted"));
  const revoked = url.searchParams.get("revoked") ?? undefined;
  const unlinked = links.find(
    ({ id, endedAt }) => endedAt && id === url.searchParams.get("unlinked"),
  );
  const request = asked.find(({ number }) => String(number) === url.searchParams.get("asked"));
  return {
    name,
    formId: randomUUID(),
    handle: holder.handle,
    email: holder.email,
    path: `/admin/${encodeURIComponent(holder.handle)}`,
    isSelf: holder.personId === viewer.personId,
    left: holder.leftOn && writeDay(locale, holder.leftOn),
    held,
    asked,
    waysIn: confirmations.map(({ kind }) => ({ kind, title: confirmationWords[kind].title })),
    sessions: sessions.length,
    links: links.map(({ id, label, matchedBy, linkedAt, endedAt, endedBy }) => {
      const since = `Linked ${writeMoment(locale, timeZone, linkedAt)} by ${matchWords[matchedBy]}`;
      const until = endedAt && `ended ${writeMoment(locale, timeZone, endedAt)}`;
      const by = endedBy ? ` by ${endedBy}` : "";
      return { id, label, isOpen: !endedAt, words: until ? `${since}, ${until}${by}` : since };
    }),
    free: (Object.entries(roleWords) as [GrantedRole, { title: string; may: string }][])
      .filter(([role]) => !held.some((grant) => grant.role === role))
      .filter(([role]) => !asked.some((request) => request.role === role))
      .map(([value, { title, may }]) => ({
        value,
        label: title,
        hint: second.includes(value) ? `${may}. A second person confirms it first` : may,
      })),
    done: granted
      ? `${name} now holds the role: ${granted.title}.`
      : request
        ? `${request.title}: asked for. ${name} holds it once a second person has confirmed it.`
        : isRole(revoked) && !held.some(({ role }) => role === revoked)
          ? `${name} no longer holds the role: ${roleWords[revoked].title}.`
          : unlinked
            ? `The link to ${unlinked.label} is ended.`
            : null,
  };
});

const chosen = z.object({
  role: z.string({ error: "Choose a role" }).refine(isRole, "Choose one of the roles below"),
  untilOn: z
    .string()
    .refine(isDay, "Write the last day as year-month-day, such as 2027-03-31")
    .optional(),
  formId: z.uuid("Open this page again, and grant the role there").optional(),
});

export const action = forRole("administrator", async (visit) => {
  const holder = await holderOf(visit);
  const form = await readForm(visit.request, chosen);
  if ("refusal" in form) return data(form, { status: 400 });
  const { role, untilOn = null, formId = randomUUID() } = form.value;
  const { viewer, portal } = visit;
  const { personId } = holder;
  const granted = await grantRole(
    ...([viewer, portal.db, { personId, role, untilOn, formId, now: portal.now() }] as const),
    (tx) => shutOutOfCases(tx, portal, personId),
  );
  const page = `/admin/${encodeURIComponent(holder.handle)}`;
  if ("asked" in granted) return seeOther(`${page}?asked=${granted.asked}`);
  return "refused" in granted
    ? data(refuseForm({ role, untilOn: untilOn ?? "", formId }, { role: granted.refused }), {
        status: 409,
      })
    : seeOther(`${page}?granted=${role}`);
});

export default function Person() {
  const {
    name,
    handle,
    email,
    left,
    path,
    isSelf,
    held,
    asked,
    waysIn,
    sessions,
    links,
    free,
    done,
    formId,
  } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page
      title={name}
      caption="Administration"
      back={{ to: "/admin/roles", label: "Who holds a role" }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      {done && !refusal ? <DoneBanner>{done}</DoneBanner> : null}
      <SummaryList
        rows={[
          ["Number", handle],
          ["E-mail address", email ?? "None"],
          ...(left ? [["Left", `On ${left}`] as const] : []),
          [
            "Signed in",
            <a key="sessions" className="govuk-link" href={`${path}/sessions`}>
              {sessions === 0
                ? "Nowhere at present"
                : sessions === 1
                  ? "At one place"
                  : `At ${sessions} places`}
            </a>,
          ],
        ]}
      />
      <h2 className="govuk-heading-m">Roles held</h2>
      {held.length === 0 ? <p className="govuk-body">None.</p> : null}
      <SummaryList
        rows={held.map(({ role, title, since, until, by, confirmedBy }) => [
          title,
          <span key={role}>
            Since {since}
            {until ? `, until ${until}` : null}, granted by {by}
            {confirmedBy ? `, confirmed by ${confirmedBy}` : null}.{" "}
            <a className="govuk-link" href={`${path}/revoke/${role}`}>
              Revoke<span className="govuk-visually-hidden">: {title}</span>
            </a>
          </span>,
        ])}
      />
      {links.length > 0 ? (
        <>
          <h2 className="govuk-heading-m">Signs in with</h2>
          <SummaryList
            rows={links.map(({ id, label, isOpen, words }) => [
              label,
              <span key={id}>
                {words}.{" "}
                {isOpen ? (
                  <a className="govuk-link" href={`${path}/provider-link/${id}`}>
                    End the link<span className="govuk-visually-hidden">: {label}</span>
                  </a>
                ) : null}
              </span>,
            ])}
          />
        </>
      ) : null}
      {asked.length + waysIn.length > 0 ? (
        <>
          <h2 className="govuk-heading-m">Waiting for a second person</h2>
          <ul className="govuk-list">
            {asked.map(({ number, title }) => (
              <li key={number}>
                <a className="govuk-link" href={`/grants/${number}`}>
                  {title}
                </a>
              </li>
            ))}
            {waysIn.map(({ kind, title }) => (
              <li key={kind}>
                <a className="govuk-link" href={`${path}/confirmation/${kind}`}>
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {isSelf ? (
        <p className="govuk-body">
          This is you. Another administrator grants you a role: nobody does so for themselves.
        </p>
      ) : left ? (
        <p className="govuk-body">
          {name} left on {left}, and every role ended with that. Nobody who has left gets a role;
          who comes back is granted one anew.
        </p>
      ) : (
        <>
          <form method="post" noValidate>
            <input
              type="hidden"
              name="formId"
              value={(refusal?.typed.formId as string | undefined) ?? formId}
            />
            <ChoiceField name="role" legend="Grant a role" options={free} refusal={refusal} />
            <TextField
              name="untilOn"
              label="Last day (optional)"
              hint="From the day after it the role is no longer held. Empty: until somebody revokes it."
              kind="date"
              width={10}
              refusal={refusal}
            />
            <p className="govuk-body">
              {name} is signed out everywhere and sees the change at the next sign-in. The ledger
              keeps who granted what to whom.
            </p>
            <SendButton>Grant the role</SendButton>
          </form>
          <h2 className="govuk-heading-m">Lost way in</h2>
          <ul className="govuk-list">
            <li>
              <a className="govuk-link" href={`${path}/set-up-code`}>
                Hand over a set-up code
              </a>
            </li>
            <li>
              <a className="govuk-link" href={`${path}/second-factor`}>
                Reset the second step
              </a>
            </li>
          </ul>
        </>
      )}
    </Page>
  );
}

async function holderOf({ viewer, portal, params }: Visit) {
  const holder = await readGrantHolder(viewer, portal.db, params.handle ?? "");
  if (!holder) throw notFound();
  return holder;
}
