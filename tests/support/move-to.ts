import type { testPortal } from "./portal.ts";

/** Somebody reports to another supervisor from now on, as if they always had. Both by their handles. */
export async function moveTo(
  { database }: Pick<ReturnType<typeof testPortal>, "database">,
  handle: string,
  supervisor: string,
): Promise<void> {
  await database.owner.begin(async (tx) => {
    const [old] = await tx`
      update employments set superseded_at = now()
      where person_id = (select id from people where handle = ${handle}) and superseded_at is null
      returning id`;
    await tx`
      insert into employments
        (person_id, department_id, position, type, supervisor_id, from_on, until_on, recorded_at)
      select person_id, department_id, position, type, (select id from people where handle = ${supervisor}),
        from_on, until_on, now()
      from employments where id = ${old?.id}`;
  });
}
