import type { ReactNode } from "react";
import type { FormRefusal } from "../form.ts";
import { TextField } from "./field.tsx";
import { PasskeyForm } from "./passkey-form.tsx";

/** Makes a passkey under a name. */
export function MakePasskey({
  refusal,
  children,
}: {
  refusal?: FormRefusal | null | undefined;
  children?: ReactNode;
}) {
  return (
    <>
      <p className="govuk-body">
        Your browser asks where to keep the passkey, and for your finger, your face or a PIN. None
        of these leaves your device: the portal gets a key that opens nothing by itself.
      </p>
      <PasskeyForm way="make" label="Make the passkey" refusal={refusal}>
        <TextField
          name="name"
          label="A name for it"
          hint="By which you know it again, for example “Phone” or “Key on my ring”."
          width={20}
          refusal={refusal}
        />
        {children}
      </PasskeyForm>
    </>
  );
}
