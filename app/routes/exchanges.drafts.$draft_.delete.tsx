import { useLoaderData } from "@remix-run/react";
import { forAdviser, notFound, seeOther, type Visit } from "../auth/guard.ts";
import { readStagedEvidence } from "../evidence-files/staged-evidence.ts";
import { nameAbout } from "../exchanges/log/log-about.ts";
import { deleteLogDraft, openLogDraft } from "../exchanges/log/log-draft.ts";
import { SendButton } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { Warning } from "../ui/warning.tsx";

export const loader = forAdviser(async (visit) => {
  const draft = await draftOf(visit);
  const { viewer, portal } = visit;
  return {
    id: draft.id,
    name: await nameAbout(viewer, portal, draft),
    files: (await readStagedEvidence(portal, draft)).length,
  };
});

export const action = forAdviser(async (visit) => {
  await deleteLogDraft(visit.portal, await draftOf(visit));
  return seeOther("/exchanges?done=deleted");
});

export default function DeleteLogDraft() {
  const { id, name, files } = useLoaderData<typeof loader>();
  const path = `/exchanges/drafts/${id}`;
  return (
    <Page title="Delete the draft" caption={name} back={{ to: path, label: "The draft" }}>
      <p className="govuk-body">
        What you wrote
        {files === 0
          ? ""
          : files === 1
            ? ", and the file you added,"
            : `, and the ${files} files you added,`}{" "}
        will be deleted. Nothing was logged.
      </p>
      <Warning>This cannot be undone.</Warning>
      <form method="post">
        <SendButton kind="warning">Delete the draft</SendButton>
      </form>
    </Page>
  );
}

async function draftOf({ viewer, portal, params }: Visit) {
  const draft = await openLogDraft(viewer, portal, params.draft ?? "");
  if (!draft) throw notFound();
  return draft;
}
