import type { NoticeChoice } from "../cases/notices-of-case.ts";
import type { Clock } from "../clock.ts";
import { writeDay } from "../days.ts";
import type { FormRefusal } from "../form.ts";
import { ChoiceField } from "./choice-field.tsx";
import { SummaryList } from "./summary-list.tsx";
import { OnDay } from "./when.tsx";

/** Which notice a form is about: the only one there is is said, several are offered. */
export function ChooseNotice({
  notices,
  about,
  clock,
  refusal,
}: {
  notices: NoticeChoice[];
  /** The one the page was opened for. */
  about: number | null;
  clock: Clock;
  refusal: FormRefusal | undefined;
}) {
  const only = notices.length === 1 ? notices[0] : undefined;
  if (only) {
    return (
      <>
        <input type="hidden" name="about" value={only.number} />
        <SummaryList
          rows={[
            ["Notice to", only.person.name],
            ["Given", <OnDay key="on" clock={clock} day={only.on} />],
            ["To answer by", <OnDay key="due" clock={clock} day={only.dueOn} isNear />],
          ]}
        />
      </>
    );
  }
  return (
    <ChoiceField
      name="about"
      legend="Which notice?"
      options={notices.map(({ number, person, on, dueOn }) => ({
        value: String(number),
        label: `To ${person.name}, given on ${writeDay(clock.locale, on)}`,
        hint: `To answer by ${writeDay(clock.locale, dueOn)}`,
      }))}
      value={String(about ?? "")}
      refusal={refusal}
    />
  );
}
