import { sql } from "drizzle-orm";

/** The paper of the acknowledgement `k` as `PaperFacts`, or null. */
export const paperAsJson = sql`(
  select json_build_object(
    'signedOn', y.signed_on,
    'witness', json_build_object('id', w.id, 'handle', w.handle, 'name', y.witness_name),
    'lessons', y.lessons,
    'read', case when y.read_by is not null then json_build_object('on', y.read_on,
      'by', json_build_object('id', a.id, 'handle', a.handle, 'name', y.reader_name)) end,
    'scan', case when s.id is not null then json_build_object('digest', s.digest) end,
    'recordedBy', json_build_object('id', b.id, 'handle', b.handle, 'name', y.recorder_name))
  from paper_acknowledgements y
    join people w on w.id = y.witness_id
    join people b on b.id = y.recorded_by
    left join people a on a.id = y.read_by
    left join scans s on s.id = y.scan_id
  where y.acknowledgement_id = k.id
)`;
