import { notFound, refuse, seeOther, type Visit } from "../auth/guard.ts";
import { fullName } from "../auth/viewer.ts";
import type { Circle } from "../people/circle.ts";
import { paperAddress, peopleOf } from "./addresses.ts";
import { longestSheet, readSigners } from "./signers.ts";

/** A form to print and sign, for those of the people to whom one track of one version is assigned. */
export type BlankForm = {
  key: string;
  track: string;
  policy: string;
  version: number;
  versionDigest: string;
  lessons: string[];
  statement: { title: string; html: string };
  people: { handle: string; name: string }[];
};

/** What the page of forms for signing shows: a form for each track and version, with its people. */
export async function formPage({ viewer, portal, url }: Visit, circle: Circle) {
  const handles = peopleOf(url);
  if (handles.length === 0) throw seeOther(`${paperAddress(circle, "")}?nobody`);
  if (handles.length > longestSheet) {
    throw refuse(400, `Choose at most ${longestSheet} people for one sheet.`);
  }
  const signers = await readSigners(viewer, portal, circle, handles);
  if (signers.length !== handles.length) throw notFound();
  const forms = new Map<string, BlankForm>();
  for (const signer of signers) {
    for (const { key, track, version } of signer.duties) {
      const { policy, statement } = version.content;
      const form = forms.get(key) ?? {
        key,
        track: track.title,
        policy: `${policy.number}, ${policy.title}`,
        version: version.number,
        versionDigest: version.versionDigest,
        lessons: track.lessons.map(({ title }) => title),
        statement: { title: statement.title, html: statement.html },
        people: [],
      };
      form.people.push({ handle: signer.handle, name: fullName(signer) });
      forms.set(key, form);
    }
  }
  return {
    forms: [...forms.values()],
    nothingOpen: signers.filter(({ duties }) => duties.length === 0).map(fullName),
    record: paperAddress(circle, "/record", handles),
    back: paperAddress(circle, "", handles),
    organization: (await portal.organization()).name,
  };
}

export type FormPage = Awaited<ReturnType<typeof formPage>>;
