import type { Section } from "./document.ts";
import type { Writing } from "./write-document.ts";
import { roleColumns, roleRows } from "./write-identity.ts";
import { actTitle } from "./write-records.ts";

/** Who could have altered the record, and what it does not prove: said plainly, for and against. */
export function writeLimits(writing: Writing): Section[] {
  const { packet, moment } = writing;
  const { records, seals } = packet;
  const unsealed = records.filter(({ proof }) => proof === null);
  const numbers = Object.keys(seals).map(Number);
  const isOnPaper = packet.assignments.some(({ acknowledgement }) => acknowledgement?.paper);
  const isSealedLate = unsealed.length > 0;
  return [
    {
      id: "altered",
      title: "Who could have altered it",
      blocks: [
        {
          words:
            "Nobody can change or remove an answer, an acknowledgement, a scan, a step of a notice, a moved " +
            "due day, an ending, a published version or a ledger record through the portal, whatever their " +
            "role: the database refuses it to the portal's own account, and by triggers to the owner of the " +
            "tables too. What people can do with a role is on record with their name:",
        },
        {
          list: [
            "Human Resources (training) can add and correct rows of employment, leave, exemption and authorization, merge a file of the directory, assign training, move a due day, end an assignment, and hand over set-up codes. A correction leaves the row before it.",
            "Human Resources and the person's supervisors can record an acknowledgement or a refusal on paper, with a witness other than the person. The portal cannot tell whether the witness was there: whoever recorded it says so, and the scan shows what was signed.",
            "Human Resources can note that a notice came back, count as sent one whose answer was lost, withdraw one that was not sent, and, like a supervisor, record that a slip was handed over. The name of who did so stands above. Nobody can make one that was sent look unsent.",
            "Somebody who hands over a set-up code could keep it and set the password before the person does. The code, who made it and when it was used are listed above.",
            ...(packet.identity.links
              ? [
                  "Whoever administers an identity provider that is listed above can sign in by the person's account there.",
                ]
              : []),
            "An administrator can grant roles, hand over set-up codes to those who hold one, and reset the second step of anybody; Human Resources that of people without a role. For people who handle cases a second person confirms. Each reset is listed above.",
            "Whoever holds the password of the portal's database account can add rows (a session, a grant, a record with a false moment), but change and remove none of the evidence.",
            "Whoever runs the server, owns the database and holds the signing key can switch the triggers off, rewrite rows and sign anew. The seals show that afterwards to anyone who kept an earlier seal elsewhere, such as the auditor or the holder of an older receipt; nobody is kept from it beforehand.",
          ],
        },
        { heading: "Who held such a role" },
        { table: { columns: roleColumns, rows: roleRows(packet.holders, writing) } },
      ],
    },
    {
      id: "not-proven",
      title: "What this does not prove",
      blocks: [
        {
          list: [
            "That the person understood what they read, or read it at all: it shows which words were on the page and what was answered.",
            "That nobody sat beside them or signed in as them. It shows by what they signed in and proved it again, and how the right to that was shown.",
            ...(isOnPaper
              ? [
                  "That it was this person who signed the paper, or who refused: that rests on the witness, on who recorded it and on the scan. The portal asked for no password then, and the day of signing is the one that was typed in.",
                ]
              : []),
            "That a notice was read, or that it arrived: a mail server that takes a message may still lose it, and nobody signs for a slip.",
            "That the directory was right. Name, position, department and dates are as somebody entered them.",
            "That no other record exists. The packet holds the records about this person of the kinds listed at its end; it holds nothing of any case, and nothing of other versions but their dates.",
            "The time to the second. Moments are those of the server's clock when it wrote the record; the seal after it carries its own.",
            "That an attempt was sealed when it was made. Attempts come under a seal with the acknowledgement, which carries the digest of all of them; without an acknowledgement only the database's triggers and this packet's signature protect them.",
            `That these rest on more than the signature of this packet, made ${moment(packet.made_at)}: rows of employment, leave, exemption and authorization, codes and roles as written out, the lines of merged files, and of notices the address, the subject and the reasons. The ledger holds that and when each was recorded; of a notice also the outcome and the digest of its words, of a moved due day the days, of an ending the reason in a word.`,
            "What the person's supervisors were told about them, or what the person was told as a supervisor of others: such notices are not in this packet.",
            `The whole ledger. This packet holds ${numbers.length === 1 ? "one seal" : `${numbers.length} seals`} of it. Whether the chain between them is whole is checked with the command ledger:verify on the ledger itself, best with a seal that was kept elsewhere.`,
          ],
        },
        { heading: "Not yet under a seal" },
        isSealedLate
          ? {
              list: unsealed.map(
                ({ record }) =>
                  `${actTitle(record.act)}, ${moment(record.at)}, record ${record.id}: signed with this packet, but not yet sealed when it was made.`,
              ),
            }
          : { words: "Every ledger record in this packet is under a seal." },
      ],
    },
  ];
}
