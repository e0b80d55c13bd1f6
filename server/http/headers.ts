import helmet from "helmet";

/** The headers of every response, whatever answers: pages, files, refusals and errors. */
export function strictHeaders(publicUrl: string) {
  const secure = publicUrl.startsWith("https:");
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        ...(secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    crossOriginEmbedderPolicy: true,
    // With `no-referrer` a browser would send `Origin: null` with the portal's own forms.
    referrerPolicy: { policy: "same-origin" },
    strictTransportSecurity: secure ? { maxAge: 63_072_000, includeSubDomains: false } : false,
    xFrameOptions: { action: "deny" },
  });
}

/** What no page here ever needs. */
export const permissionsPolicy =
  "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()";
