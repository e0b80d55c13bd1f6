import type { ReactNode } from "react";
import { sayMeasure } from "../cases/decision-words.ts";
import type { Approval, ReadProposal } from "../cases/read-proposal.ts";
import type { Clock } from "../clock.ts";
import { EarlierDisciplineList } from "./earlier-discipline.tsx";
import { Paragraphs } from "./paragraphs.tsx";
import { FindingRead } from "./read-finding.tsx";
import { SummaryList } from "./summary-list.tsx";
import { AtMoment, OnDay } from "./when.tsx";

/** A proposal in full: the measure, why, what speaks for and against it, what was before, and the findings. */
export function ProposalRead({
  clock,
  number,
  proposal,
}: {
  clock: Clock;
  /** Of the case. */
  number: string;
  proposal: ReadProposal;
}) {
  const { respondent, measure, sunsetOn, terms, words, mitigating, aggravating } = proposal;
  const told = (name: string, text: string, none: string): [string, ReactNode] => [
    name,
    text ? <Paragraphs key={name} text={text} /> : none,
  ];
  return (
    <>
      <SummaryList
        rows={[
          ["For", respondent.name],
          ["Measure", <strong key="measure">{sayMeasure(proposal)}</strong>],
          ...(terms ? [told("From when, and what changes", terms, "")] : []),
          ...(measure === "none" || measure === "termination"
            ? []
            : ([
                [
                  "Counts until",
                  sunsetOn ? (
                    <OnDay key="sunset" clock={clock} day={sunsetOn} />
                  ) : (
                    "It does not end"
                  ),
                ],
              ] as [string, ReactNode][])),
          told("Reasons", words, ""),
          told("Mitigating", mitigating, "Nothing was named"),
          told("Aggravating", aggravating, "Nothing was named"),
          [
            "Earlier discipline",
            <EarlierDisciplineList key="earlier" clock={clock} earlier={proposal.earlier} />,
          ],
          [
            "Proposed",
            <span key="by">
              by {proposal.by}, <AtMoment clock={clock} at={proposal.at} />
            </span>,
          ],
        ]}
      />
      <ApprovalsRead clock={clock} approvals={proposal.approvals} missing={proposal.missing} />
      <h2 className="govuk-heading-m">The findings it rests on</h2>
      {proposal.grounds.map((finding) => (
        <FindingRead key={finding.number} clock={clock} number={number} finding={finding} />
      ))}
    </>
  );
}

/** Who approved so far, as what and when, and which approval is still needed. */
export function ApprovalsRead({
  clock,
  approvals,
  missing,
}: {
  clock: Clock;
  approvals: Approval[];
  missing: string | null;
}) {
  return (
    <>
      <h2 className="govuk-heading-m">Approvals</h2>
      {approvals.length > 0 ? (
        <ul className="govuk-list govuk-list--bullet">
          {approvals.map(({ by, isManager, at }) => (
            <li key={by}>
              {by}
              {isManager ? ", as the city manager or in their place" : ""},{" "}
              <AtMoment clock={clock} at={at} />
            </li>
          ))}
        </ul>
      ) : (
        <p className="govuk-body">Nobody has approved it yet.</p>
      )}
      {missing ? <p className="govuk-body">{missing}.</p> : null}
    </>
  );
}
