import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forRole, notFound, seeOther, type Visit } from "../auth/guard.ts";
import { fullName } from "../auth/viewer.ts";
import { line, readForm, refuseForm } from "../form.ts";
import { readNotice } from "../notices/notice.ts";
import { canFollow, changeNotice, isNoticeAct, noticeActs } from "../notices/notice-act.ts";
import { kindWords } from "../notices/words.ts";
import { ErrorSummary, SendButton, TextField } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";

export const loader = forRole("hr-training", async (visit) => {
  const { notice, act } = await chosen(visit);
  const { title, will } = noticeActs[act];
  return {
    ...{ title, will, name: fullName(notice), kind: kindWords[notice.kind] },
    needsReason: "needsReason" in noticeActs[act] ? noticeActs[act].needsReason : null,
    back: `/hr/notices/${notice.id}`,
    isOpen: canFollow(act, notice.state),
  };
});

const reason = z.object({ reason: line("Write the reason", 300) });

export const action = forRole("hr-training", async (visit) => {
  const { notice, act } = await chosen(visit);
  const form = "needsReason" in noticeActs[act] ? await readForm(visit.request, reason) : null;
  if (form && "refusal" in form) return data(form, { status: 400 });
  const given = form?.value.reason;
  const changed = await changeNotice(visit.viewer, visit.portal, notice, { act, reason: given });
  return "refused" in changed
    ? data(refuseForm({ reason: given }, { form: changed.refused }), { status: 409 })
    : seeOther(`/hr/notices/${notice.id}?done=${act}`);
});

export default function Act() {
  const { title, will, name, kind, needsReason, back, isOpen } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page
      title={title}
      caption={`${kind}, for ${name}`}
      back={{ to: back, label: "The notice" }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      {isOpen ? (
        <form method="post" noValidate>
          <p className="govuk-body">{will}</p>
          {needsReason ? <TextField name="reason" label={needsReason} refusal={refusal} /> : null}
          <SendButton>{title}</SendButton>
        </form>
      ) : (
        <p className="govuk-body">
          This does not follow from where the notice stands now. It may have moved on since you
          opened its page.
        </p>
      )}
    </Page>
  );
}

async function chosen({ viewer, portal, params }: Visit) {
  const notice = await readNotice(viewer, portal, params.id ?? "");
  if (!notice || !isNoticeAct(params.act)) throw notFound();
  return { notice, act: params.act };
}
