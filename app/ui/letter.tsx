import type { LettersPage } from "../auth/letters-page.ts";
import type { SetUpLetter } from "../auth/print-letters.ts";

/** One set-up letter, on a sheet of its own: who, where, the code twice, and three steps. */
export function Letter({
  letter: { handle, name, code, qr, until },
  words: { organization, address, privacy, contact },
}: {
  letter: SetUpLetter;
  words: LettersPage["words"];
}) {
  const where = address.replace(/^https?:\/\//, "");
  return (
    <article className="letter" aria-label={`Letter for ${name}`}>
      <p className="sheet__head">{organization}</p>
      <p className="letter__to">
        <strong>{name}</strong>
        <br />
        Employee number {handle}
      </p>
      <h2 className="govuk-heading-m">Your sign-in for the social media policy training</h2>
      <p className="govuk-body">
        In a few short lessons you learn the {organization}’s social media policy, on any phone or
        computer, and then say that you have read it. No e-mail address is needed.
      </p>
      <div className="letter__code">
        <div>
          <p className="govuk-body">
            Your set-up code
            <br />
            <strong className="letter__letters">{code}</strong>
          </p>
          <p className="govuk-body">
            It works once, and until {until}
            <br />
            Zero and one are digits; there is no letter O, I, L or U.
          </p>
        </div>
        <svg
          className="letter__qr"
          viewBox={`0 0 ${qr.size} ${qr.size}`}
          role="img"
          aria-label={`QR code that opens ${where} with your code`}
          shapeRendering="crispEdges"
        >
          <rect width={qr.size} height={qr.size} fill="#ffffff" />
          <path d={qr.path} fill="#000000" />
        </svg>
      </div>
      <ol className="govuk-list govuk-list--number">
        <li>
          Point your phone’s camera at the square, or open <strong>{where}</strong> and type the
          code.
        </li>
        <li>Choose a password that only you know, and type it twice.</li>
        <li>
          Start the first lesson. Next time sign in with your employee number,{" "}
          <strong>{handle}</strong>, and your password.
        </li>
      </ol>
      <p className="govuk-body">
        Keep this letter to yourself until you have used it: whoever holds the code can sign in as
        you. If it is lost or does not work, ask your supervisor
        {contact ? <Contact {...contact} /> : null} for a new one.
      </p>
      <p className="govuk-body">
        The portal keeps who gave you this code, when you use it, your answers, and what you
        acknowledge. Why, who may see it and for how long: {privacy.replace(/^https?:\/\//, "")}
      </p>
    </article>
  );
}

function Contact({ title, phone, email }: NonNullable<LettersPage["words"]["contact"]>) {
  const reach = [phone, email].filter(Boolean).join(", ");
  return (
    <>
      {" "}
      or {title}
      {reach ? ` (${reach})` : null}
    </>
  );
}
