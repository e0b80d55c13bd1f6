import type { ReactNode } from "react";
import type { FormRefusal } from "../form.ts";
import { TextField } from "./field.tsx";
import { PasskeyForm } from "./passkey-form.tsx";

/** Asks what a new passkey is called, and all else that can be wrong; then has the device make it. */
export function MakePasskey({
  making,
  refusal,
  otherWay,
  children,
}: {
  /** Once the first form was right: under which name it is made, and what the browser needs for it. */
  making: { name: string; options: object } | null;
  refusal?: FormRefusal | null | undefined;
  /** Where an app for codes is set up. */
  otherWay: string;
  children?: ReactNode;
}) {
  const instead = (
    <a className="govuk-link" href={otherWay}>
      set up an app for codes
    </a>
  );
  if (making) {
    return (
      <PasskeyForm
        way="make"
        label="Make the passkey"
        options={making.options}
        instead={instead}
        refusal={refusal}
      >
        <p className="govuk-body">
          Now your device makes the passkey “{making.name}”: you have five minutes.
        </p>
      </PasskeyForm>
    );
  }
  return (
    <PasskeyForm way="begin" label="Go on" instead={instead} refusal={refusal}>
      <p className="govuk-body">
        In the next step your browser asks where to keep the passkey, and for your finger, your face
        or a PIN. None of these leaves your device: the portal gets a key that opens nothing by
        itself.
      </p>
      <TextField
        name="name"
        label="A name for it"
        hint="By which you know it again, for example “Phone” or “Key on my ring”."
        width={20}
        refusal={refusal}
      />
      {children}
    </PasskeyForm>
  );
}
