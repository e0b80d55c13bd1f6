import type { LoaderFunctionArgs } from "@remix-run/node";
import { isRouteErrorResponse, Outlet, useRouteError, useRouteLoaderData } from "@remix-run/react";
import { viewerOf } from "./auth/guard.ts";
import { mayHaveCases, type Viewer } from "./auth/viewer.ts";
import { isReportAddress } from "./intake/report-address.ts";
import { brandAddress } from "./ui/brand.ts";
import { Frame } from "./ui/frame.tsx";
import { Page } from "./ui/page.tsx";
import { Paragraphs } from "./ui/paragraphs.tsx";

/** What stands around every page. It never fails: a page about a fault needs its frame. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<FrameWords> {
  const { portal } = context;
  const path = new URL(request.url).pathname;
  // Where somebody reports something the portal does not look who is signed in, not even for its frame.
  const [organization, viewer] = await Promise.all([
    portal.organization().catch(() => null),
    isReportAddress(path) ? null : viewerOf(request, context).catch(() => null),
  ]);
  return {
    organization: organization?.name ?? "Social media policy",
    locale: organization?.locale ?? "en",
    brand: organization ? brandAddress(organization) : null,
    path,
    viewer,
    hasCases: mayHaveCases(viewer),
    back: context.refusal?.back ?? null,
  };
}

export type FrameWords = {
  organization: string;
  locale: string;
  brand: string | null;
  path: string;
  viewer: Viewer | null;
  /** They could have a case to handle, or investigate one. */
  hasCases: boolean;
  /** Where somebody whose file was too large goes on. */
  back: { to: string; label: string } | null;
};

const bare: FrameWords = {
  organization: "Social media policy",
  locale: "en",
  brand: null,
  path: "/",
  viewer: null,
  hasCases: false,
  back: null,
};

export default function Root() {
  return (
    <Frame words={useRouteLoaderData<typeof loader>("root") ?? bare}>
      <Outlet />
    </Frame>
  );
}

const headings: Record<number, string> = {
  400: "This cannot be read",
  403: "Nothing was done",
  404: "Page not found",
  405: "This page takes no form",
  409: "Something changed meanwhile",
  413: "This is too long",
  429: "Too many attempts",
  503: "The portal is interrupted",
};

/** What a refusal says, and what was typed into the form it answers; null: not a refusal of ours. */
function readFault(said: unknown): { sentence: string; typed?: string } | null {
  if (typeof said === "string") return { sentence: said };
  const isOurs = typeof said === "object" && said !== null && "sentence" in said;
  return isOurs ? (said as { sentence: string; typed: string }) : null;
}

export function ErrorBoundary() {
  const fault = useRouteError();
  const back = useRouteLoaderData<typeof loader>("root")?.back ?? null;
  const known = isRouteErrorResponse(fault);
  // The router's own refusals speak to programmers: only ours have no status text.
  const ours = known && fault.statusText === "" ? readFault(fault.data) : null;
  const sentence = ours
    ? ours.sentence
    : known && fault.status === 405
      ? "Nothing was done. Go back, and send the form from its own page."
      : "Something failed in the portal. Nothing was half done; try again in a minute.";
  return (
    <Frame words={useRouteLoaderData<typeof loader>("root") ?? bare}>
      <Page
        title={
          back ? "This file is too large" : (known && headings[fault.status]) || "Something failed"
        }
      >
        <p className="govuk-body-l">{sentence}</p>
        {ours?.typed ? (
          <>
            <p className="govuk-body">
              What you wrote was not sent, and is kept nowhere. Copy it if you still need it:
            </p>
            <div className="card">
              <Paragraphs text={ours.typed} />
            </div>
          </>
        ) : null}
        <p className="govuk-body">
          <a className="govuk-link" href={back?.to ?? "/"}>
            {back?.label ?? "Go to your home page"}
          </a>
        </p>
      </Page>
    </Frame>
  );
}
