import type {
  FactorLine,
  IdentityChecks,
  PasswordLine,
  SetUpCodeLine,
} from "../attestation/identity-checks.ts";
import type { ProviderLink } from "../auth/provider/read-links.ts";
import type { Clock } from "../clock.ts";
import { AtMoment } from "./when.tsx";

/** How it was checked that whoever signs in is the person. */
export function IdentitySection({
  clock,
  identity: { codes, passwords, factors, links },
  now,
}: {
  clock: Clock;
  identity: IdentityChecks;
  now: Date;
}) {
  return (
    <>
      <h2 className="govuk-heading-m">How identity was checked</h2>
      {codes.length === 0 ? (
        <p className="govuk-body">No set-up code was handed over.</p>
      ) : (
        <ul className="govuk-list govuk-list--bullet">
          {codes.map((code) => (
            <li key={code.issuedAt.toISOString()}>
              Set-up code made <AtMoment clock={clock} at={code.issuedAt} /> by{" "}
              {code.issuedBy ?? "whoever runs the server"}: <Outcome {...{ clock, code, now }} />
            </li>
          ))}
        </ul>
      )}
      {passwords.length === 0 ? (
        <p className="govuk-body">
          {links.some(({ endedAt }) => endedAt === null)
            ? "No password was set."
            : "No password was set: this person cannot sign in yet."}
        </p>
      ) : (
        <ul className="govuk-list govuk-list--bullet">
          {passwords.map(({ setAt, proof }) => (
            <li key={setAt.toISOString()}>
              Password set <AtMoment clock={clock} at={setAt} />
              {proofWords(proof)}
            </li>
          ))}
        </ul>
      )}
      {links.length === 0 ? null : (
        <ul className="govuk-list govuk-list--bullet">
          {links.map((link) => (
            <LinkLine key={link.id} {...{ clock, link }} />
          ))}
        </ul>
      )}
      {factors.length === 0 ? null : (
        <ul className="govuk-list govuk-list--bullet">
          {factors.map((line) => (
            <li key={`${line.act} ${line.at.toISOString()}`}>
              {factorWords(line)} <AtMoment clock={clock} at={line.at} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function LinkLine({ clock, link }: { clock: Clock; link: ProviderLink }) {
  const { label, matchedBy, linkedAt, endedAt, endedBy } = link;
  return (
    <li>
      Linked to an account at {label} <AtMoment clock={clock} at={linkedAt} />, by{" "}
      {matchedBy === "email" ? "e-mail address" : "employee number"}
      {endedAt ? (
        <>
          ; ended <AtMoment clock={clock} at={endedAt} /> by {endedBy}
        </>
      ) : null}
    </li>
  );
}

function factorWords({ act, factor, by, isOwn }: FactorLine): string {
  const what = factor === "app" ? "an app for codes" : "a passkey";
  switch (act) {
    case "enrol-second-factor":
      return `Second step at sign-in set up, ${what}:`;
    case "remove-second-factor":
      return `Second step at sign-in removed, ${what}:`;
    case "use-recovery-code":
      return "A recovery code used in place of the second step:";
    case "refuse-passkey":
      return "A passkey refused that may have been copied:";
    case "reset-second-factor":
      return `Second step at sign-in reset by ${isOwn || !by ? "whoever runs the server" : by}:`;
  }
}

function Outcome({ clock, code, now }: { clock: Clock; code: SetUpCodeLine; now: Date }) {
  const { usedAt, withdrawnAt, expiresAt } = code;
  if (usedAt) {
    return (
      <>
        used <AtMoment clock={clock} at={usedAt} />
      </>
    );
  }
  if (withdrawnAt) {
    return (
      <>
        withdrawn <AtMoment clock={clock} at={withdrawnAt} />
      </>
    );
  }
  return (
    <>
      {expiresAt > now ? "not used yet, works until " : "never used, expired "}
      <AtMoment clock={clock} at={expiresAt} />
    </>
  );
}

function proofWords(proof: PasswordLine["proof"]): string | null {
  if (proof === "set-up-code") return ", with a set-up code";
  return proof === "present-password" ? ", with the password before it" : null;
}
