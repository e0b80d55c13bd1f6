import { useLoaderData } from "@remix-run/react";
import { forAnybodyAtAll, seeOther, type UnseenVisit } from "../auth/guard.ts";
import { readStagedEvidence, removeStagedEvidence } from "../evidence-files/staged-evidence.ts";
import { dropDraftKey, removeDraft } from "../intake/draft.ts";
import { draftOf, isSent } from "../intake/form/draft-report.ts";
import { SendButton } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { Warning } from "../ui/warning.tsx";

export const loader = forAnybodyAtAll(async (visit) => {
  const key = await keyOfDraft(visit);
  return { files: key ? (await readStagedEvidence(visit.portal, key)).length : 0 };
});

export const action = forAnybodyAtAll(async (visit) => {
  const { portal } = visit;
  const key = await keyOfDraft(visit);
  if (key) {
    for (const { id } of await readStagedEvidence(portal, key)) {
      await removeStagedEvidence(portal, key, id);
    }
    await removeDraft(portal.db, key);
  }
  return seeOther("/report?deleted=yes", { "Set-Cookie": dropDraftKey(portal.publicUrl) });
});

/** What was sent is no draft any more: its code would be lost. */
async function keyOfDraft({ portal, request }: UnseenVisit) {
  const found = await draftOf(portal, request);
  if (found && isSent(found.body)) throw seeOther("/report/receipt");
  return found?.key ?? null;
}

export default function DeleteDraft() {
  const { files } = useLoaderData<typeof loader>();
  return (
    <Page title="Delete what you typed" back={{ to: "/report", label: "Reporting a violation" }}>
      <p className="govuk-body">
        Every answer you gave
        {files === 0
          ? ""
          : files === 1
            ? ", and the file you added,"
            : `, and the ${files} files you added,`}{" "}
        will be deleted from the portal. Nothing is sent.
      </p>
      <Warning>This cannot be undone.</Warning>
      <form method="post" action="/report/delete">
        <SendButton kind="warning">Delete everything I typed</SendButton>
      </form>
      <p className="govuk-body">
        <a className="govuk-link" href="/report/check">
          Keep it, and go on with the report
        </a>
      </p>
    </Page>
  );
}
