/** RFC 7644, table 9, as far as this portal says it. */
type ScimType =
  | "invalidFilter"
  | "invalidPath"
  | "invalidSyntax"
  | "invalidValue"
  | "mutability"
  | "noTarget"
  | "uniqueness";

/**
 * What a provisioning request is answered with in place of what it asked for (RFC 7644, 3.12). Thrown, so that the
 * transaction it comes from is undone: of a request nothing is half done.
 */
export class ScimFault extends Error {
  readonly status: number;
  readonly scimType: ScimType | undefined;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    detail: string,
    { scimType, headers = {} }: { scimType?: ScimType; headers?: Record<string, string> } = {},
  ) {
    super(detail);
    this.status = status;
    this.scimType = scimType;
    this.headers = headers;
  }
}

/** A 400 with the kind of mistake the standard names, and what to do about it. */
export const mistake = (scimType: ScimType, detail: string) =>
  new ScimFault(400, detail, { scimType });

/** The same for somebody who is not there, is from outside, or was deleted. */
export const nobody = () => new ScimFault(404, "No user has this id.");
