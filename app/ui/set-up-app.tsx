import type { QrCode } from "../auth/qr-code.ts";

/** How an app that makes codes is told its key: by the camera, or typed. */
export function SetUpApp({ app }: { app: { qr: QrCode; uri: string; key: string } }) {
  const { qr, uri, key } = app;
  return (
    <>
      <ol className="govuk-list govuk-list--number">
        <li>
          Open an app for codes on your phone, such as the one your phone brings, or any that speaks
          of “authenticator” or “one-time codes”.
        </li>
        <li>
          Let it read the square below. On this phone,{" "}
          <a className="govuk-link" href={uri}>
            open your app with the key
          </a>
          . Where neither works, type the key.
        </li>
        <li>Enter the six digits that it shows then.</li>
      </ol>
      <svg
        className="app-code"
        viewBox={`0 0 ${qr.size} ${qr.size}`}
        role="img"
        aria-label="QR code with the key for your app"
        shapeRendering="crispEdges"
      >
        <rect width={qr.size} height={qr.size} fill="#ffffff" />
        <path d={qr.path} fill="#000000" />
      </svg>
      <p className="govuk-body">
        Key to type
        <br />
        <strong className="mono app-key">{key}</strong>
      </p>
    </>
  );
}
