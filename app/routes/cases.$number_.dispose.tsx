import { useLoaderData } from "@remix-run/react";
import { forSignedIn, seeOther } from "../auth/guard.ts";
import { loadCaseAct } from "../cases/case-route.ts";
import { CaseAct } from "../ui/case-act.tsx";

/** Agreeing to a disposal disposes of the case: both stand on one page, and this one only leads there. */
export const loader = forSignedIn(async (visit) => {
  const loaded = await loadCaseAct(visit, "disposed", ({ standing }) => ({
    about: standing.awaited.find(({ act }) => act === "disposal-proposed")?.number,
  }));
  if (!loaded.offered) return loaded;
  throw seeOther(`/cases/${loaded.number}/confirm?about=${loaded.offered.about}`);
});

export default function Dispose() {
  const loaded = useLoaderData<typeof loader>();
  return (
    <CaseAct title="Dispose of the case" send="" loaded={loaded} refusal={undefined}>
      {null}
    </CaseAct>
  );
}
