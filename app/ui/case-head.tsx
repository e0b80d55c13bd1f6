import type { ReactNode } from "react";
import type { CaseHead as Head } from "../cases/case-page.ts";
import { pauseWords, stageMeaning } from "../cases/file-words.ts";
import { stageWords } from "../cases/stage-words.ts";
import { SummaryList } from "./summary-list.tsx";
import { OnDay } from "./when.tsx";

/** Where a case stands, by when it is to be concluded, and who handles and investigates it. */
export function CaseHead({ head }: { head: Head }) {
  const { clock, stage, stageOn, openedOn, heldOn, about } = head;
  const rows: [string, ReactNode][] = [
    [
      "Stage",
      <span key="stage">
        <strong>{stageWords[stage]}</strong>, since <OnDay clock={clock} day={stageOn} />
        <span className="own-line">{stageMeaning[stage]}</span>
      </span>,
    ],
    ["About", about.join(", ") || "Nobody is named yet"],
    ["Opened", <OnDay key="opened" clock={clock} day={openedOn} isNear />],
    stage === "closed"
      ? ["Kept at least until", <Due key="kept" head={head} />]
      : ["To be concluded by", <Due key="due" head={head} />],
    ...(heldOn
      ? [
          [
            "Legal hold",
            <span key="hold">
              Since <OnDay clock={clock} day={heldOn} />: it is not disposed of
            </span>,
          ] as [string, ReactNode],
        ]
      : []),
    ["Handled by", <Handled key="by" head={head} />],
    ["Investigator", <Investigator key="who" head={head} />],
  ];
  return <SummaryList rows={rows} />;
}

function Due({ head: { clock, stage, dueOn, paused } }: { head: Head }) {
  if (paused) {
    return (
      <>
        The clock stands still since <OnDay clock={clock} day={paused.on} />:{" "}
        {pauseWords[paused.why]}
      </>
    );
  }
  if (!dueOn) return <>No day is set</>;
  const isLate = stage !== "closed" && dueOn < clock.today;
  return (
    <>
      <OnDay clock={clock} day={dueOn} isNear />
      {isLate ? <strong className="own-line urgent">Overdue</strong> : null}
    </>
  );
}

function Handled({ head: { handlers } }: { head: Head }) {
  const { names, as } = handlers;
  if (as === "nobody") {
    return (
      <strong className="urgent">
        Nobody can: ask an administrator to grant somebody from outside the role Outside officer
      </strong>
    );
  }
  return (
    <>
      {names.join(", ")}
      {as === "city-manager" ? (
        <span className="own-line quiet">
          As the city manager: everybody of Human Resources has a conflict
        </span>
      ) : null}
      {as === "outside-officer" ? (
        <span className="own-line quiet">
          As the outside officer: everybody else who could has a conflict
        </span>
      ) : null}
    </>
  );
}

function Investigator({ head: { investigator } }: { head: Head }) {
  if (!investigator) return <>Nobody is appointed</>;
  const { name, hasDeclared, isBarred } = investigator;
  return (
    <>
      {name}
      {isBarred ? (
        <strong className="own-line urgent">
          May have no part in the case any more: end the appointment
        </strong>
      ) : hasDeclared ? null : (
        <span className="own-line quiet">Has not declared yet that nothing stands in the way</span>
      )}
    </>
  );
}
