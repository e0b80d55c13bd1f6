import { useLoaderData } from "@remix-run/react";
import { forRole, notFound } from "../auth/guard.ts";
import { fullName } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import { readAuthorizationEntry } from "../people/authorization-entry.ts";
import { titleChannels } from "../people/channels.ts";
import { AuthorizationHistory } from "../ui/authorization-history.tsx";
import { StandingTag } from "../ui/authorization-table.tsx";
import { DoneBanner } from "../ui/done-banner.tsx";
import { Page } from "../ui/page.tsx";
import { SummaryList } from "../ui/summary-list.tsx";
import { OnDay } from "../ui/when.tsx";

export const loader = forRole("hr-training", async ({ viewer, portal, url, params }) => {
  const entry = await readAuthorizationEntry(viewer, portal, params.reference ?? "");
  if (!entry) throw notFound();
  const done = url.searchParams.get("done");
  return {
    ...entry,
    clock: await clockOf(portal),
    isOwn: entry.present.personId === viewer.personId,
    done: done === entry.present.step ? done : null,
  };
});

const doneWords = {
  given: "The authorization is recorded.",
  corrected: "The entry is corrected.",
  ended: "The end of the authorization is recorded.",
};

export default function Authorization() {
  const { present, listed, rows, clock, isOwn, done } = useLoaderData<typeof loader>();
  const path = `/hr/authorizations/${present.reference}`;
  const file = `/hr/people/${encodeURIComponent(present.person.handle)}`;
  return (
    <Page
      title={`${fullName(present.person)}: ${present.subject}`}
      caption={`Authorization ${present.reference}`}
      back={{ to: "/hr/authorizations", label: "Authorizations" }}
      wide
    >
      {done ? <DoneBanner>{doneWords[done]}</DoneBanner> : null}
      <SummaryList
        rows={[
          ["Today", <StandingTag key="standing" standing={listed.standing} />],
          [
            "Who",
            <a key="who" className="govuk-link" href={file}>
              {fullName(present.person)}
            </a>,
          ],
          ["On what", present.subject],
          ["Where", titleChannels(present.channels)],
          ["Authorized by", fullName(present.authorizedBy)],
          ["How it was given", present.basis],
          ["First day", <OnDay key="from" clock={clock} day={present.fromOn} isNear />],
          [
            "Last day",
            <LastDay key="until" clock={clock} untilOn={present.untilOn} listed={listed} />,
          ],
        ]}
      />
      {isOwn ? (
        <p className="govuk-body">
          This is about you. Another person of HR corrects or ends it: nobody changes an
          authorization of their own.
        </p>
      ) : (
        <ul className="govuk-list no-print">
          <li>
            <a className="govuk-link" href={`${path}/correct`}>
              Correct this entry
            </a>
          </li>
          {listed.standing === "past" ? null : (
            <li>
              <a className="govuk-link" href={`${path}/end`}>
                End this authorization
              </a>
            </li>
          )}
        </ul>
      )}
      <AuthorizationHistory clock={clock} rows={rows} />
    </Page>
  );
}

function LastDay({
  clock,
  untilOn,
  listed: { fromOn, lastOn },
}: {
  clock: Parameters<typeof OnDay>[0]["clock"];
  untilOn: string | null;
  listed: { fromOn: string; lastOn: string | null };
}) {
  if (untilOn !== null && untilOn < fromOn) return <>None: it never held</>;
  if (lastOn === untilOn || lastOn === null) {
    return untilOn === null ? <>Not known yet</> : <OnDay clock={clock} day={untilOn} isNear />;
  }
  return (
    <>
      <OnDay clock={clock} day={lastOn < fromOn ? fromOn : lastOn} isNear />, when the employment
      ends
    </>
  );
}
