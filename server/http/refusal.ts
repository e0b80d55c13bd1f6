import type { IncomingMessage } from "node:http";
import { isSignedOutAddress } from "#app/auth/provider/signed-out-address.ts";
import { limits } from "#app/evidence-files/limits.ts";
import { formLimit } from "#app/form.ts";
import { isProvisioningAddress } from "#app/scim/address.ts";
import { limitOfBody } from "#app/scim/read-json.ts";
import { isOwnPage } from "./cross-site.ts";

/** `back` is the page of the form whose file was too large. */
export type Refusal = { status: number; sentence: string; back?: { to: string; label: string } };

/** What carries a file has a limit of its own, somewhat above that of the file itself. */
const mebibyte = 1024 * 1024;
const { requestBytes } = limits;
const uploads: { at: RegExp; limit: number; sentence: string; back?: Refusal["back"] }[] = [
  {
    at: /^\/hr\/people\/import\/?$/,
    limit: 21 * mebibyte,
    back: { to: "/hr/people/import", label: "Back to importing the directory" },
    sentence:
      "This file is larger than 20 MB, so nothing was read. Save the directory as CSV, with only the columns the portal asks for, and send it again.",
  },
  {
    at: /^\/(hr|team)\/paper(\/|$)/,
    limit: 11 * mebibyte,
    sentence:
      "The scan is larger than 10 MB, so nothing was stored. Scan it in grey at 200 dots an inch and send it again.",
  },
  {
    at: /^\/((report|report\/follow-up|reports\/[^/]+|cases\/[^/]+)\/evidence|exchanges\/drafts\/[^/]+|my-notices\/[^/]+)\/?$/,
    limit: requestBytes + mebibyte,
    sentence:
      "The files are larger than 250 MB together, so none of them was kept. Go back and send a few at a time.",
  },
];

/** The limit of an upload, where the address takes files. */
export function uploadLimit(path: string): number | null {
  return uploads.find(({ at }) => at.test(path))?.limit ?? null;
}

export const pageMethods = ["GET", "HEAD", "POST"];
export const provisioningMethods = [...pageMethods, "PUT", "PATCH", "DELETE"];

/** Addresses by which Remix would hand out loader data or its route list on their own. */
const machinery = /(\.data|\/__manifest)$/;

/** Why a request is answered before any route sees it, or null. */
export function whyRefused(request: IncomingMessage, publicUrl: string): Refusal | null {
  const method = request.method ?? "";
  const url = URL.parse(request.url ?? "", publicUrl);
  const isProvisioning = url !== null && isProvisioningAddress(url.pathname);
  const methods = isProvisioning ? provisioningMethods : pageMethods;
  if (!methods.includes(method)) {
    return { status: 405, sentence: "The portal does not know this kind of request." };
  }
  if (url === null || !request.url?.startsWith("/") || !isDecodable(url)) {
    return { status: 400, sentence: "This address is not spelled in a way the portal can read." };
  }
  if (machinery.test(url.pathname) || url.searchParams.has("_data")) {
    return { status: 404, sentence: "This page does not exist, or is not for you to see." };
  }
  // A directory service brings a token and no cookie: nothing there is done on behalf of who is signed in.
  if (isProvisioning) return whyTooLong(request);
  if (method !== "POST") return null;
  // Nor does a provider that says who signed out there: its token does.
  if (!isSignedOutAddress(url.pathname) && !isOwnPage(request, publicUrl)) {
    return {
      status: 403,
      sentence:
        "This form was not sent from the portal's own page, so nothing was done. Open the page here and send it again.",
    };
  }
  return whyNotAForm(request, url.pathname);
}

function whyTooLong(request: IncomingMessage): Refusal | null {
  const isTooLong = Number(request.headers["content-length"] ?? 0) > limitOfBody;
  return isTooLong ? { status: 413, sentence: "Send at most 1 MiB." } : null;
}

function whyNotAForm(request: IncomingMessage, path: string): Refusal | null {
  const length = Number(request.headers["content-length"]);
  if (request.headers["transfer-encoding"] !== undefined || Number.isNaN(length)) {
    return { status: 411, sentence: "The request does not say how long it is." };
  }
  const upload = uploads.find(({ at }) => at.test(path));
  if (length > (upload?.limit ?? formLimit)) {
    const sentence =
      upload?.sentence ?? "What you sent is too long. Shorten the text and send it again.";
    return { status: 413, sentence, ...(upload?.back && { back: upload.back }) };
  }
  const type = (request.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase();
  if (
    length > 0 &&
    type !== "application/x-www-form-urlencoded" &&
    type !== "multipart/form-data"
  ) {
    return { status: 415, sentence: "The portal reads forms only." };
  }
  return null;
}

/** No address of the portal has U+0000 in it, which PostgreSQL would refuse. */
function isDecodable({ pathname, search }: URL): boolean {
  try {
    const plain = decodeURIComponent(pathname);
    return !plain.includes("\u0000") && !plain.includes("\\") && !search.includes("%00");
  } catch {
    return false;
  }
}
