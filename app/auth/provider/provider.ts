/** An identity provider of the City, as the file of providers has it. */
export type Provider = {
  /** Stands in addresses, and in the name of the variable of its secret. */
  id: string;
  /** What people call it: "City account". */
  label: string;
  /** As the provider itself writes it, byte for byte. */
  issuer: string;
  clientId: string;
  /** Null: a public client, which PKCE alone protects. */
  clientSecret: string | null;
  scopes: string[];
  /** By what the directory knows somebody who comes from there for the first time. */
  people: PeopleKnownBy;
  /** What a token must hold for a second factor to count as shown there; null: the portal asks for its own. */
  secondFactor: { claim: "amr" | "acr" | "acrs"; oneOf: string[] } | null;
  /** Off: who is linked to it has no password here. */
  passwords: "kept" | "off";
  /** Whether administrators keep theirs all the same, for the night the provider is down. */
  administratorsKeepPasswords: boolean;
};

export type PeopleKnownBy =
  | { by: "employee-number"; claim: string }
  | {
      by: "email";
      claim: string;
      /** What says that an address is theirs: a claim, or the word of whoever wrote the file. */
      verifiedBy: "email_verified" | "xms_edov" | "the-directory";
    };

/** How far two clocks may be apart, in seconds. */
export const clockToleranceSeconds = 30;

/** How long ago a sign-in there may be to count as one just now, in seconds. */
export const freshSeconds = 300;

/** Where a provider sends people back to: registered there, and one for each, so that none answers for another. */
export function redirectUri(publicUrl: string, { id }: Pick<Provider, "id">): string {
  return new URL(`/sign-in/from/${id}`, publicUrl).href;
}

/** The name of the environment variable that holds a provider's secret. */
export function secretVariable(id: string): string {
  return `PROVIDER_${id.toUpperCase().replaceAll("-", "_")}_SECRET`;
}
