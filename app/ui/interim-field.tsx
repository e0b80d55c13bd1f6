import type { Clock } from "../clock.ts";
import { writeDay } from "../days.ts";
import type { FormRefusal } from "../form.ts";
import { ChoiceField } from "./choice-field.tsx";

/** Which interim measure a form is about; one alone is chosen already. */
export function InterimField({
  clock: { locale },
  measures,
  refusal,
}: {
  clock: Clock;
  measures: { number: number; title: string; why: string; reviewOn: string; isOverdue: boolean }[];
  refusal: FormRefusal | undefined;
}) {
  const only = measures.length === 1 ? measures[0] : undefined;
  return (
    <ChoiceField
      name="measure"
      legend="Which measure?"
      options={measures.map(({ number, title, why, reviewOn, isOverdue }) => {
        const day = writeDay(locale, reviewOn);
        const review = isOverdue ? `Its review was due on ${day}` : `To be reviewed on ${day}`;
        return { value: String(number), label: title, hint: `${review}. ${why}` };
      })}
      value={only && String(only.number)}
      refusal={refusal}
    />
  );
}
