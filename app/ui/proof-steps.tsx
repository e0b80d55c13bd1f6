import type { Inclusion } from "../ledger/proof.ts";

/** The proof that a record stands under its seal, and how anyone checks it. */
export function ProofSteps({
  leaf,
  proof: { seal, position, path, size },
  isPrivate,
}: {
  leaf: string;
  proof: Inclusion;
  isPrivate: boolean;
}) {
  return (
    <>
      <h2 className="govuk-heading-m">The proof</h2>
      <pre className="mono bytes">
        {JSON.stringify({ leaf, position, size, path, seal }, null, 2)}
      </pre>
      <h2 className="govuk-heading-m">How anyone checks it</h2>
      <ol className="govuk-list govuk-list--number">
        {isPrivate ? null : (
          <li>
            The SHA-256 of a zero byte and the bytes of the record is <code>leaf</code>.
          </li>
        )}
        <li>
          Join <code>leaf</code> with each hash of <code>path</code>, from the first on, by SHA-256
          over a byte 1, the left and the right one. <code>position</code> says which is left (RFC
          9162, section 2.1.3.2). The result is the root.
        </li>
        <li>
          <code>seal</code> is a JWS. Its text holds the same root, and its signature is right by a
          key of{" "}
          <a className="govuk-link" href="/.well-known/jwks.json">
            the portal’s public keys
          </a>
          .
        </li>
      </ol>
      <p className="govuk-body">
        All records at once:{" "}
        <a className="govuk-link" href="/ledger/download">
          download the whole ledger
        </a>{" "}
        and run <code>npm run ledger:verify -- --file FILE --keys KEYS</code> in a copy of the
        program.
      </p>
    </>
  );
}
