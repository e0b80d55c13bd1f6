import { useLoaderData } from "@remix-run/react";
import { forSignedIn } from "../auth/guard.ts";
import { readKeptOfNotices } from "../cases/kept-words.ts";
import { readOwnNotices } from "../cases/own-notices.ts";
import { OwnNoticeList } from "../ui/own-notice-list.tsx";
import { Page } from "../ui/page.tsx";
import { WhatIsKept } from "../ui/what-is-kept.tsx";

export const loader = forSignedIn(async ({ viewer, portal }) => ({
  ...(await readOwnNotices(viewer, portal)),
  kept: await readKeptOfNotices(portal),
}));

export default function MyNotices() {
  const { clock, notices, kept } = useLoaderData<typeof loader>();
  return (
    <Page title="My notices">
      {notices.length === 0 ? (
        <p className="govuk-body">
          Nothing was given to you here. If the City ever has a notice for you, you find it on this
          page.
        </p>
      ) : (
        <>
          <p className="govuk-body">
            What the City gave to you. You read it, and answer it, here. Nobody else finds it at
            these addresses.
          </p>
          <OwnNoticeList clock={clock} notices={notices} />
        </>
      )}
      <WhatIsKept kept={kept} />
    </Page>
  );
}
