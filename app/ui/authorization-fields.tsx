import type { FormRefusal } from "../form.ts";
import { anywhere } from "../people/channels.ts";
import { CheckboxesField } from "./checkboxes-field.tsx";
import { TextField } from "./field.tsx";

type AuthorizationWords = {
  subject: string;
  channels: string[];
  authorizedBy: string;
  basis: string;
  fromOn: string;
  untilOn: string | null;
};

/** What an authorization says, but for whom it is about. */
export function AuthorizationFields({
  channels,
  present,
  refusal,
}: {
  /** Those the City uses. */
  channels: string[];
  /** What the entry says before it is corrected. */
  present?: AuthorizationWords;
  refusal?: FormRefusal | null | undefined;
}) {
  const offered = [...new Set([...channels, ...(present?.channels ?? [])])];
  return (
    <>
      <TextField
        name="subject"
        label="On what may they speak?"
        hint="In a few words, such as recreation programs."
        value={present?.subject ?? ""}
        refusal={refusal}
      />
      <CheckboxesField
        name="channels"
        legend="Where?"
        options={[
          { value: anywhere, label: "Anywhere online" },
          ...offered.map((channel) => ({ value: channel, label: channel })),
        ]}
        value={present ? (present.channels.length ? present.channels : [anywhere]) : []}
        refusal={refusal}
      />
      <TextField
        name="authorizedBy"
        label="Who authorized them?"
        hint="Their number, as on their file. Nobody authorizes themselves."
        value={present?.authorizedBy ?? ""}
        width={20}
        spellCheck={false}
        refusal={refusal}
      />
      <TextField
        name="basis"
        label="How was it given?"
        hint="A resolution, a letter or a contract, with its number or date."
        value={present?.basis ?? ""}
        refusal={refusal}
      />
      <TextField
        name="fromOn"
        label="First day"
        kind="date"
        value={present?.fromOn ?? ""}
        width={20}
        refusal={refusal}
      />
      <TextField
        name="untilOn"
        label="Last day, where one is known"
        hint="It ends by itself when the person’s employment ends."
        kind="date"
        value={present?.untilOn ?? ""}
        width={20}
        refusal={refusal}
      />
    </>
  );
}
