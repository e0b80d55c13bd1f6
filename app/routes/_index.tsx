import { useLoaderData } from "@remix-run/react";
import { countConfirmations } from "../auth/confirmations/read-confirmations.ts";
import { countAwaitedGrants } from "../auth/grant-requests.ts";
import { forEveryone, goOnSigningIn } from "../auth/guard.ts";
import { mayReadLedger } from "../auth/viewer.ts";
import { readCasesAtHome } from "../cases/at-home.ts";
import { countUnreadNotices } from "../cases/own-notices.ts";
import { dayIn } from "../days.ts";
import { readIsEmployed } from "../exchanges/ask-for-advice.ts";
import { readExchangeNews } from "../exchanges/exchange-news.ts";
import { readOwnWaiting } from "../exchanges/own-waiting.ts";
import { readWaitingExchanges } from "../exchanges/waiting-exchanges.ts";
import { readWaitingReports } from "../intake/waiting-reports.ts";
import { readLatestSeal } from "../ledger/seals.ts";
import { readNewVersion, readNoticesAtHome } from "../notices/at-home.ts";
import { readSlips } from "../notices/slips.ts";
import { readDuties } from "../training/duties.ts";
import { summarizeDuty } from "../training/duty-summary.ts";
import { DutyCard } from "../ui/duty-card.tsx";
import { HomeAdvice } from "../ui/home-advice.tsx";
import { HomeCases } from "../ui/home-cases.tsx";
import { HomeConfirmations } from "../ui/home-confirmations.tsx";
import { HomeExchanges } from "../ui/home-exchanges.tsx";
import { HomeGrants } from "../ui/home-grants.tsx";
import { HomeLedger } from "../ui/home-ledger.tsx";
import { HomeMyNotices } from "../ui/home-my-notices.tsx";
import { HomeNotices, NewVersion, TeamTasks } from "../ui/home-notices.tsx";
import { HomeReports } from "../ui/home-reports.tsx";
import { Page } from "../ui/page.tsx";

export const loader = forEveryone(async ({ viewer, half, portal }) => {
  if (half) throw goOnSigningIn(half, "/");
  const { name, locale, timeZone } = await portal.organization();
  if (!viewer) return { organization: name, locale, home: null };
  const today = dayIn(timeZone, portal.now());
  const readsLedger = mayReadLedger(viewer);
  const [duties, notices, newVersion, slips, news, waiting, isEmployed, given, ...ofOthers] =
    await Promise.all([
      readDuties(viewer, portal),
      readNoticesAtHome(viewer, portal),
      readNewVersion(portal),
      viewer.isSupervisor ? readSlips(viewer, portal) : null,
      readExchangeNews(viewer, portal),
      readOwnWaiting(viewer, portal),
      readIsEmployed(viewer, portal),
      countUnreadNotices(viewer, portal),
      // What follows asks nothing of who has no part in it.
      readCasesAtHome(viewer, portal),
      readWaitingReports(viewer, portal),
      readWaitingExchanges(viewer, portal),
      countAwaitedGrants(viewer, portal),
      countConfirmations(viewer, portal.db),
      readsLedger ? readLatestSeal(viewer, portal) : null,
    ]);
  const [cases, reports, exchanges, grants, toConfirm, seal] = ofOthers;
  return {
    organization: name,
    locale,
    home: {
      ...{ givenName: viewer.givenName, today, clock: { locale, timeZone, today } },
      ...{ duties: duties.map(summarizeDuty), notices, newVersion },
      ...{ slips: slips?.length ?? null, news, waiting, isEmployed, given },
      ...{ cases, reports, exchanges, grants, toConfirm, seal, readsLedger },
    },
  };
});

export default function Home() {
  const { organization, locale, home } = useLoaderData<typeof loader>();
  if (!home) return <WayIn organization={organization} />;
  const open = home.duties.filter((duty) => duty.isOpen);
  const done = home.duties.filter((duty) => !duty.isOpen);
  return (
    <Page title={`Hello, ${home.givenName}`}>
      <HomeMyNotices clock={home.clock} given={home.given} />
      <HomeConfirmations waiting={home.toConfirm} />
      <HomeGrants awaited={home.grants} />
      {home.cases ? <HomeCases cases={home.cases} /> : null}
      {home.exchanges ? <HomeExchanges exchanges={home.exchanges} /> : null}
      {home.reports ? <HomeReports reports={home.reports} /> : null}
      <HomeAdvice clock={home.clock} news={home.news} waiting={home.waiting} />
      {home.readsLedger ? <HomeLedger clock={home.clock} seal={home.seal} /> : null}
      {home.newVersion ? <NewVersion clock={home.clock} version={home.newVersion} /> : null}
      {open.length === 0 ? (
        <p className="govuk-body-l">
          {done.length
            ? "You are done: nothing is due."
            : "No training is assigned to you at present."}
        </p>
      ) : null}
      {open.map((duty) => (
        <DutyCard
          key={`${duty.track} ${duty.version}`}
          duty={duty}
          locale={locale}
          today={home.today}
        />
      ))}
      {done.length ? (
        <>
          <h2 className="govuk-heading-m">Done</h2>
          {done.map((duty) => (
            <DutyCard
              key={`${duty.track} ${duty.version} ${duty.reference}`}
              duty={duty}
              locale={locale}
              today={home.today}
            />
          ))}
        </>
      ) : null}
      <HomeNotices clock={home.clock} notices={home.notices} />
      {home.slips === null ? null : <TeamTasks slips={home.slips} />}
      <h2 className="govuk-heading-m">When a question comes up</h2>
      <p className="govuk-body">
        <a className="govuk-link" href="/policy">
          Look it up in the policy
        </a>
        {home.isEmployed ? (
          <>
            , or{" "}
            <a className="govuk-link" href="/advice">
              ask your supervisor for advice
            </a>
          </>
        ) : null}
        .
      </p>
      <p className="govuk-body">
        <a className="govuk-link" href="/report">
          Report a violation
        </a>{" "}
        when you believe that a post broke the policy: with your name, confidentially or
        anonymously.
      </p>
    </Page>
  );
}

function WayIn({ organization }: { organization: string }) {
  return (
    <Page title="Social media policy">
      <p className="govuk-body-l">
        Here people who work for the {organization} learn its social media policy, in short lessons,
        and acknowledge it.
      </p>
      <a className="govuk-button govuk-button--start" href="/sign-in">
        Sign in
      </a>
      <p className="govuk-body">
        <a className="govuk-link" href="/set-up">
          Set up your sign-in with a code
        </a>{" "}
        from Human Resources or your supervisor.
      </p>
      <p className="govuk-body">
        <a className="govuk-link" href="/advice">
          Words to leave an exchange with, and advice
        </a>
        , when people turn on you online.
      </p>
      <p className="govuk-body">
        <a className="govuk-link" href="/policy">
          Read the policy
        </a>
        . It is public.
      </p>
      <p className="govuk-body">
        <a className="govuk-link" href="/report">
          Report a violation
        </a>{" "}
        of it: with your name, confidentially or anonymously. You need no account.
      </p>
    </Page>
  );
}
