import { demoPassword } from "#server/demo/cast.ts";
import { upload } from "./evidence.ts";
import { httpPortal } from "./http-portal.ts";

export type Page = { status: number; text: string; to: string | null; type: string };
type Files = { name: string; bytes: Uint8Array | string }[];

/** A test's city with its pages over HTTP, for one person or another, and their forms sent as a browser does. */
export function casePages() {
  const { city, at } = httpPortal();
  const cookies = new Map<string, string>();

  async function cookieOf(as: string): Promise<string> {
    // A session does not outlive the day.
    const key = `${as} ${city.portal.now().toISOString()}`;
    const known = cookies.get(key);
    if (known) return known;
    const answer = await fetch(at("/sign-in"), {
      ...{ method: "POST", redirect: "manual" as const },
      body: new URLSearchParams({ name: as, password: demoPassword }),
      headers: { Origin: city.portal.publicUrl },
    });
    const cookie = answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    if (answer.status !== 303) throw new Error(`${as} was not signed in: ${answer.status}`);
    cookies.set(key, cookie);
    return cookie;
  }

  async function ask(as: string, path: string, init: RequestInit = {}): Promise<Page> {
    const headers = { Cookie: await cookieOf(as), Origin: city.portal.publicUrl };
    const asked = { ...init, redirect: "manual" as const };
    const answer = await fetch(at(path), { ...asked, headers: { ...headers, ...init.headers } });
    const [to, type] = [answer.headers.get("Location"), answer.headers.get("Content-Type") ?? ""];
    return { status: answer.status, text: await answer.text(), to, type };
  }

  /** What the form of a page carries: its id, and what its reader saw. */
  async function formOf(as: string, path: string): Promise<{ formId: string; seen: string }> {
    const { text, status } = await ask(as, path);
    const value = (name: string) =>
      new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? "";
    if (!value("formId")) throw new Error(`${path} has no form for ${as}: ${status} ${text}`);
    return { formId: value("formId"), seen: value("seen") };
  }

  return {
    city,
    ask,
    formOf,
    /** Opens a form of a case, fills it in and sends it. */
    async send(as: string, path: string, fields: Record<string, string>): Promise<Page> {
      const form = { ...(await formOf(as, path)), ...fields };
      return ask(as, path, { method: "POST", body: new URLSearchParams(form) });
    },
    /** The same of a form with files. */
    async sendFiles(as: string, path: string, fields: Record<string, string>, files: Files = []) {
      const form = fields.formId ? fields : { ...(await formOf(as, path)), ...fields };
      const made = upload(files, form);
      const body = await made.arrayBuffer();
      const type = made.headers.get("Content-Type") ?? "";
      return ask(as, path, { method: "POST", body, headers: { "Content-Type": type } });
    },
  };
}

/** The text of a page as somebody reads it. */
export const readable = (html: string): string =>
  html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, " ")
    .replace(/<!-- -->/g, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/&#x27;|&#39;/g, "'")
    .replace(/&quot;|&#34;/g, '"')
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ");
