import { useLoaderData } from "@remix-run/react";
import { readJobs } from "../administration/jobs.ts";
import { readMailState } from "../administration/mail-state.ts";
import { sayNoMail } from "../administration/no-mail.ts";
import { whyAnOutsider } from "../administration/outside-administrator.ts";
import { readPulse, whatIsWrong } from "../administration/pulse.ts";
import { wordsOfTask } from "../administration/task-words.ts";
import { forRole } from "../auth/guard.ts";
import { type Clock, clockOf } from "../clock.ts";
import { leftOutOfNotices } from "../notices/words.ts";
import { Page } from "../ui/page.tsx";
import { SummaryList } from "../ui/summary-list.tsx";
import { Table } from "../ui/table.tsx";
import { Warning } from "../ui/warning.tsx";
import { AtMoment } from "../ui/when.tsx";

export const loader = forRole("administrator", async ({ viewer, portal }) => {
  const [clock, pulse, { kinds, migrations }, mail, { version, commit }, advice] =
    await Promise.all([
      clockOf(portal),
      readPulse(portal.db),
      readJobs(viewer, portal.db),
      readMailState(viewer, portal.db),
      portal.installation(),
      whyAnOutsider(viewer, portal.db),
    ]);
  const moment = (text: string | null) => (text === null ? null : new Date(text));
  return {
    clock,
    wrong: whatIsWrong(pulse),
    advice,
    beats: pulse.workers.map(({ beatAt }) => new Date(beatAt)),
    ledger: {
      unsealed: pulse.unsealed,
      unsealedSince: moment(pulse.unsealedSince),
      seal: pulse.seal,
      sealedAt: moment(pulse.sealedAt),
    },
    jobs: kinds.map(({ task, waitingSince, failedSince, ...counts }) => ({
      ...{ ...counts, title: wordsOfTask(task) },
      ...{ waitingSince: moment(waitingSince), failedSince: moment(failedSince) },
    })),
    ...{ mail, noMail: sayNoMail(clock, portal, mail), migrations, version, commit },
  };
});

export default function HealthPage() {
  const { clock, wrong, advice, beats, ledger, jobs, mail, noMail, ...installed } =
    useLoaderData<typeof loader>();
  return (
    <Page title="Health" back={{ to: "/admin", label: "Administration" }} wide>
      {wrong.map((sentence) => (
        <Warning key={sentence}>{sentence}</Warning>
      ))}
      {noMail ? <Warning>{noMail}</Warning> : null}
      {wrong.length === 0 && !noMail ? <p className="govuk-body-l">All is well.</p> : null}
      {advice ? <div className="govuk-inset-text">{advice}</div> : null}
      <p className="govuk-body">
        A program that watches the portal asks{" "}
        <a className="govuk-link" href="/health">
          /health
        </a>
        : when something is wrong it answers 503 and says what.
      </p>
      <h2 className="govuk-heading-m">Workers</h2>
      <p className="govuk-body">
        {beats.length === 0
          ? "No worker runs. Start the portal again."
          : beats.length === 1
            ? "One worker runs, last heard of "
            : `${beats.length} workers run, last heard of `}
        {beats.map((at, index) => (
          <span key={at.toISOString()}>
            {index > 0 ? "; " : null}
            <AtMoment clock={clock} at={at} />
          </span>
        ))}
      </p>
      <Jobs clock={clock} jobs={jobs} />
      <h2 className="govuk-heading-m">Mail</h2>
      <SummaryList
        rows={[
          ["Mail server", noMail ? "None is set" : "Set"],
          [
            "Waiting",
            mail.waiting === 0 ? (
              "Nothing"
            ) : (
              <span key="waiting">
                {mail.waiting > 1000 ? "More than 1,000" : mail.waiting}
                {mail.waitingSince ? (
                  <>
                    , the first since <AtMoment clock={clock} at={mail.waitingSince} />
                  </>
                ) : null}
                <span className="own-line quiet">
                  Messages of every kind. The list of Human Resources leaves out {leftOutOfNotices}.
                </span>
              </span>
            ),
          ],
          [
            "Last one taken",
            mail.lastSentAt ? (
              <AtMoment key="sent" clock={clock} at={mail.lastSentAt} />
            ) : (
              "None yet"
            ),
          ],
          [
            "Last refusal",
            mail.lastRefusal ? (
              <span key="refusal">
                <AtMoment clock={clock} at={mail.lastRefusal.at} />: {mail.lastRefusal.said}
              </span>
            ) : (
              "None that still stands"
            ),
          ],
        ]}
      />
      <h2 className="govuk-heading-m">Sealing</h2>
      <SummaryList
        rows={[
          [
            "Latest seal",
            ledger.seal !== null && ledger.sealedAt ? (
              <span key="seal">
                {ledger.seal}, <AtMoment clock={clock} at={ledger.sealedAt} />
              </span>
            ) : (
              "None yet"
            ),
          ],
          [
            "Records that wait for a seal",
            ledger.unsealedSince ? (
              <span key="unsealed">
                {ledger.unsealed}, the first since{" "}
                <AtMoment clock={clock} at={ledger.unsealedSince} />
              </span>
            ) : (
              "None"
            ),
          ],
        ]}
      />
      <h2 className="govuk-heading-m">What runs here</h2>
      <SummaryList
        rows={[
          [
            "Version",
            installed.commit
              ? `${installed.version}, commit ${installed.commit}`
              : installed.version,
          ],
          ["Migrations of the database", installed.migrations],
          ["Backup", "The portal keeps no note of backups: look where they are written."],
        ]}
      />
    </Page>
  );
}

type Job = {
  title: string;
  waiting: number;
  running: number;
  later: number;
  failed: number;
  waitingSince: Date | null;
  failedSince: Date | null;
};

function Jobs({ clock, jobs }: { clock: Clock; jobs: Job[] }) {
  if (jobs.length === 0) return <p className="govuk-body">No job waits, runs or has failed.</p>;
  const since = (count: number, at: Date | null) =>
    count === 0 ? (
      "None"
    ) : (
      <>
        {count}
        {at ? (
          <>
            , since <AtMoment clock={clock} at={at} />
          </>
        ) : null}
      </>
    );
  return (
    <Table
      caption="Jobs"
      columns={["What", "Waiting", "Running", "For later", "Failed for good"].map((title) => ({
        title,
      }))}
      rows={jobs.map(({ title, waiting, running, later, failed, waitingSince, failedSince }) => ({
        key: title,
        cells: [
          title,
          since(waiting, waitingSince),
          running || "None",
          later || "None",
          since(failed, failedSince),
        ],
      }))}
    />
  );
}
