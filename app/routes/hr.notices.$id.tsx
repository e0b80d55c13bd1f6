import { useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { forRole, notFound } from "../auth/guard.ts";
import { fullName } from "../auth/viewer.ts";
import { type Clock, clockOf } from "../clock.ts";
import { endSentence } from "../end-sentence.ts";
import { type HistoryLine, type Notice, readNotice } from "../notices/notice.ts";
import { actsOn, isNoticeAct, noticeActs } from "../notices/notice-act.ts";
import { kindWords, stepWords } from "../notices/words.ts";
import { DoneBanner } from "../ui/done-banner.tsx";
import { NoticeTag } from "../ui/notice-tag.tsx";
import { Page } from "../ui/page.tsx";
import { SummaryList } from "../ui/summary-list.tsx";
import { AtMoment, OnDay } from "../ui/when.tsx";
import { Words } from "../ui/words.tsx";

export const loader = forRole("hr-training", async ({ viewer, portal, params, url }) => {
  const notice = await readNotice(viewer, portal, params.id ?? "");
  if (!notice) throw notFound();
  const done = url.searchParams.get("done") ?? undefined;
  const { personId, ...shown } = notice;
  return {
    ...shown,
    clock: await clockOf(portal),
    acts: actsOn(notice).map((act) => ({ act, title: noticeActs[act].title })),
    done: isNoticeAct(done) ? noticeActs[done].title : null,
  };
});

export default function NoticePage() {
  const { clock, id, kind, state, letter, history, acts, done, ...notice } =
    useLoaderData<typeof loader>();
  return (
    <Page
      title={letter?.subject ?? kindWords[kind]}
      caption={kindWords[kind]}
      back={{ to: "/hr/notices", label: "Notices" }}
      wide
    >
      {done ? <DoneBanner>{done}: done.</DoneBanner> : null}
      <SummaryList rows={rowsOf({ clock, state, letter, ...notice })} />
      {acts.length ? (
        <ul className="govuk-list no-print">
          {acts.map(({ act, title }) => (
            <li key={act}>
              <a className="govuk-link" href={`/hr/notices/${id}/${act}`}>
                {title}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
      <h2 className="govuk-heading-m">The words</h2>
      {letter ? (
        <div className="card">
          <h3 className="govuk-heading-s">{letter.subject}</h3>
          <Words html={letter.html} />
        </div>
      ) : (
        <p className="govuk-body">They are written when it goes out.</p>
      )}
      <h2 className="govuk-heading-m">What happened</h2>
      {history.length === 0 ? <p className="govuk-body">Nothing yet: it waits.</p> : null}
      <ol className="govuk-list govuk-list--number">
        {history.map((line) => (
          <li key={`${line.at.toISOString()} ${line.step}`}>
            <Line clock={clock} line={line} />
          </li>
        ))}
      </ol>
    </Page>
  );
}

function rowsOf(notice: Omit<Notice, "id" | "kind" | "personId" | "history"> & { clock: Clock }) {
  const { clock, letter, dueOn, nextAt } = notice;
  const rows: [string, ReactNode][] = [
    [
      "For",
      <a key="for" className="govuk-link" href={`/hr/people/${encodeURIComponent(notice.handle)}`}>
        {fullName(notice)}
      </a>,
    ],
    ["State", <NoticeTag key="state" state={notice.state} />],
    ["Handed to the mail server for", notice.address ?? "Nobody yet"],
    ["Address today", notice.email ?? "None"],
    ["Since", <AtMoment key="owed" clock={clock} at={notice.owedAt} />],
  ];
  if (dueOn) rows.push(["About the due day", <OnDay key="due" clock={clock} day={dueOn} />]);
  if (nextAt) rows.push(["Not before", <AtMoment key="next" clock={clock} at={nextAt} />]);
  if (letter) {
    const digest = (
      <span key="digest" className="mono">
        {letter.digest}
      </span>
    );
    rows.push(["Digest of the words (SHA-256)", digest]);
  }
  return rows;
}

function Line({
  clock,
  line: { step, at, by, reason, nextAt },
}: {
  clock: Clock;
  line: HistoryLine;
}) {
  return (
    <>
      {stepWords[step]}, <AtMoment clock={clock} at={at} />
      {by ? `, by ${by}` : null}
      {reason ? `: ${nextAt ? endSentence(reason) : reason}` : nextAt ? "." : null}
      {nextAt ? (
        <>
          {" "}
          Next try not before <AtMoment clock={clock} at={nextAt} />
        </>
      ) : null}
    </>
  );
}
