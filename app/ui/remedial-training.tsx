import type { RemedialTraining } from "../cases/remedial-training.ts";
import type { Clock } from "../clock.ts";
import { AtMoment, OnDay } from "./when.tsx";

/** Training assigned from a case, and whether it was done. */
export function RemedialTrainingList({
  clock,
  assigned,
}: {
  clock: Clock;
  assigned: RemedialTraining[];
}) {
  if (assigned.length === 0) return null;
  return (
    <section aria-labelledby="assigned-training">
      <h2 className="govuk-heading-m" id="assigned-training">
        Training assigned from this case
      </h2>
      <ul className="govuk-list govuk-list--bullet">
        {assigned.map((one) => (
          <li key={one.number}>
            {one.person}, {one.track}: <HowFar clock={clock} training={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function HowFar({ clock, training }: { clock: Clock; training: RemedialTraining }) {
  const { settledAs, settledAt, dueOn } = training;
  if (settledAs === null) {
    return (
      <>
        {dueOn < clock.today ? "not done, was due on " : "not done yet, due on "}
        <OnDay clock={clock} day={dueOn} isNear />
      </>
    );
  }
  const how = { acknowledged: "done", refused: "refused", ended: "ended without being done" };
  return (
    <>
      {how[settledAs]}
      {settledAt ? (
        <>
          , <AtMoment clock={clock} at={settledAt} dayOnly />
        </>
      ) : null}
    </>
  );
}
