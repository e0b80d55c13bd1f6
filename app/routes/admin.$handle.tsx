import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { grantRole } from "../auth/grant.ts";
import { readGrantHolder } from "../auth/grant-holders.ts";
import { forRole, notFound, seeOther, type Visit } from "../auth/guard.ts";
import { isRole, roleWords } from "../auth/role.ts";
import { fullName, type GrantedRole } from "../auth/viewer.ts";
import { shutOutOfCases } from "../cases/shut-out-of-cases.ts";
import { writeMoment } from "../days.ts";
import { readForm, refuseForm } from "../form.ts";
import { ChoiceField } from "../ui/choice-field.tsx";
import { DoneBanner } from "../ui/done-banner.tsx";
import { ErrorSummary, SendButton } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { SummaryList } from "../ui/summary-list.tsx";

export const loader = forRole("administrator", async (visit) => {
  const holder = await holderOf(visit);
  const { locale, timeZone } = await visit.portal.organization();
  const held = holder.roles.map(({ role, grantedAt, grantedBy }) => ({
    role,
    title: roleWords[role].title,
    since: writeMoment(locale, timeZone, new Date(grantedAt)),
    by: grantedBy ?? "whoever set up the portal",
  }));
  const done = held.find(({ role }) => role === visit.url.searchParams.get("granted"));
  return {
    name: fullName(holder),
    handle: holder.handle,
    email: holder.email,
    path: `/admin/${encodeURIComponent(holder.handle)}`,
    isSelf: holder.personId === visit.viewer.personId,
    held,
    free: (Object.entries(roleWords) as [GrantedRole, { title: string; may: string }][])
      .filter(([role]) => !held.some((grant) => grant.role === role))
      .map(([value, { title, may }]) => ({ value, label: title, hint: may })),
    done: done ? `${fullName(holder)} now holds the role: ${done.title}.` : null,
  };
});

const chosen = z.object({
  role: z.string({ error: "Choose a role" }).refine(isRole, "Choose one of the roles below"),
});

export const action = forRole("administrator", async (visit) => {
  const holder = await holderOf(visit);
  const form = await readForm(visit.request, chosen);
  if ("refusal" in form) return data(form, { status: 400 });
  const { role } = form.value;
  const { viewer, portal } = visit;
  const { personId } = holder;
  const granted = await grantRole(
    ...([viewer, portal.db, { personId, role, now: portal.now() }] as const),
    (tx) => shutOutOfCases(tx, portal, personId),
  );
  return "refused" in granted
    ? data(refuseForm({ role }, { role: granted.refused }), { status: 409 })
    : seeOther(`/admin/${encodeURIComponent(holder.handle)}?granted=${role}`);
});

export default function Person() {
  const { name, handle, email, path, isSelf, held, free, done } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page
      title={name}
      caption="Administration"
      back={{ to: "/admin", label: "Administration" }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      {done && !refusal ? <DoneBanner>{done}</DoneBanner> : null}
      <SummaryList
        rows={[
          ["Number", handle],
          ["E-mail address", email ?? "None"],
        ]}
      />
      <h2 className="govuk-heading-m">Roles held</h2>
      {held.length === 0 ? <p className="govuk-body">None.</p> : null}
      <SummaryList
        rows={held.map(({ role, title, since, by }) => [
          title,
          <span key={role}>
            Since {since}, granted by {by}.{" "}
            <a className="govuk-link" href={`${path}/revoke/${role}`}>
              Revoke<span className="govuk-visually-hidden">: {title}</span>
            </a>
          </span>,
        ])}
      />
      {isSelf ? (
        <p className="govuk-body">
          This is you. Another administrator grants you a role: nobody does so for themselves.
        </p>
      ) : (
        <>
          <form method="post" noValidate>
            <ChoiceField name="role" legend="Grant a role" options={free} refusal={refusal} />
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
