import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { readGrantHolder } from "../auth/grant-holders.ts";
import { forRole, notFound, seeOther, type Visit } from "../auth/guard.ts";
import { endProviderLink } from "../auth/provider/end-link.ts";
import { matchWords } from "../auth/provider/link-words.ts";
import { readProviderLinks } from "../auth/provider/read-links.ts";
import { fullName } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import { refuseForm } from "../form.ts";
import { ErrorSummary, SendButton } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { SummaryList } from "../ui/summary-list.tsx";
import { Warning } from "../ui/warning.tsx";
import { AtMoment } from "../ui/when.tsx";

export const loader = forRole("administrator", async (visit) => {
  const { holder, link } = await linkOf(visit);
  return {
    clock: await clockOf(visit.portal),
    name: fullName(holder),
    back: `/admin/${encodeURIComponent(holder.handle)}`,
    link,
    isSelf: holder.personId === visit.viewer.personId,
  };
});

export const action = forRole("administrator", async (visit) => {
  const { viewer, portal } = visit;
  const { holder, link } = await linkOf(visit);
  const { personId, handle } = holder;
  const done = await endProviderLink(viewer, portal, { personId, linkId: link.id });
  if ("refused" in done) return data(refuseForm({}, { form: done.refused }), { status: 409 });
  return seeOther(`/admin/${encodeURIComponent(handle)}?unlinked=${link.id}`);
});

export default function EndProviderLink() {
  const { clock, name, back, link, isSelf } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const { label, matchedBy, linkedAt, endedAt, endedBy } = link;
  return (
    <Page
      title={`End the link to ${label}`}
      caption={name}
      back={{ to: back, label: name }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      <SummaryList
        rows={[
          ["Linked", <AtMoment key="linked" clock={clock} at={linkedAt} />],
          ["Known by", matchWords[matchedBy]],
        ]}
      />
      {endedAt ? (
        <p className="govuk-body">
          This link was ended <AtMoment clock={clock} at={endedAt} />
          {endedBy ? ` by ${endedBy}` : null}.
        </p>
      ) : (
        <form method="post">
          <p className="govuk-body">
            Do this when {isSelf ? "you have" : `${name} has`} another account there now, or the
            account is of somebody else. Whoever signs in with {label} next and gives this person’s
            number or address is linked anew, with the account they then have.
          </p>
          <Warning>
            This is final: a link that was ended is not taken up again.{" "}
            {isSelf ? "You are" : `${name} is`} signed out where {label} was used, at once, and what
            was typed and not sent is lost. The ledger keeps that you did it.
          </Warning>
          <SendButton kind="warning">End the link</SendButton>
        </form>
      )}
    </Page>
  );
}

/** The link that the address names; one that is not there, or another person's, does not exist. */
async function linkOf({ viewer, portal, params }: Visit) {
  const holder = await readGrantHolder(viewer, portal.db, params.handle ?? "");
  if (!holder) throw notFound();
  const links = await readProviderLinks(viewer, portal.db, holder.personId);
  const link = links.find(({ id }) => id === params.id);
  if (!link) throw notFound();
  return { holder, link };
}
