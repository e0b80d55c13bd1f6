import type { TransactionSql } from "postgres";
import { isPrivateRecord } from "./private-acts.ts";
import type { RecordBody } from "./record.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Lists the records of a new seal, in order, for those who look something up in the ledger. Of a private one
 * the list never holds by whom or about whom it is, so that no search can find it by a person. Whatever stood
 * in the list for this seal is no reason not to seal.
 */
export async function listRecords(
  tx: TransactionSql,
  seal: number,
  bodies: string[],
): Promise<void> {
  const listed = bodies.map((body) => {
    const record: RecordBody = JSON.parse(body);
    const isPrivate = isPrivateRecord(record);
    const person = (id: unknown) =>
      !isPrivate && typeof id === "string" && uuid.test(id) ? id : null;
    return { act: record.act, isPrivate, about: person(record.about), by: person(record.by) };
  });
  await tx`
    insert into listed_records (seal, position, act, is_private, about, by)
    select ${seal}, place - 1, act, "isPrivate", about, by
    from rows from (json_to_recordset(${JSON.stringify(listed)}::text::json)
      as (act text, "isPrivate" boolean, about uuid, by uuid)) with ordinality
      as one (act, "isPrivate", about, by, place)
    on conflict (seal, position) do update set (act, is_private, about, by) =
      (excluded.act, excluded.is_private, excluded.about, excluded.by)`;
}
