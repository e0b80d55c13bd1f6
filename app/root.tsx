import type { LoaderFunctionArgs } from "@remix-run/node";
import { isRouteErrorResponse, Outlet, useRouteError, useRouteLoaderData } from "@remix-run/react";
import { viewerOf } from "./auth/guard.ts";
import type { Viewer } from "./auth/viewer.ts";
import { isReportAddress } from "./intake/report-address.ts";
import { brandAddress } from "./ui/brand.ts";
import { Frame } from "./ui/frame.tsx";
import { Page } from "./ui/page.tsx";

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
    back: context.refusal?.back ?? null,
  };
}

export type FrameWords = {
  organization: string;
  locale: string;
  brand: string | null;
  path: string;
  viewer: Viewer | null;
  /** Where somebody whose file was too large goes on. */
  back: { to: string; label: string } | null;
};

const bare: FrameWords = {
  organization: "Social media policy",
  locale: "en",
  brand: null,
  path: "/",
  viewer: null,
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

export function ErrorBoundary() {
  const fault = useRouteError();
  const back = useRouteLoaderData<typeof loader>("root")?.back ?? null;
  const known = isRouteErrorResponse(fault);
  // The router's own refusals speak to programmers: only ours have no status text.
  const sentence =
    known && typeof fault.data === "string" && fault.statusText === ""
      ? fault.data
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
        <p className="govuk-body">
          <a className="govuk-link" href={back?.to ?? "/"}>
            {back?.label ?? "Go to your home page"}
          </a>
        </p>
      </Page>
    </Frame>
  );
}
