-- Whose exchange it is can write after it was closed; who closed it can answer that. The rest is as in 0012.
create or replace function check_exchange_act() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  is_open boolean := exists (select from open_exchanges where exchange_id = new.exchange_id);
  is_logged boolean := exists (select from exchange_reports where exchange_id = new.exchange_id);
  is_told boolean := exists (
    select from exchange_acts where exchange_id = new.exchange_id and act = 'told' and number < new.number
  );
begin
  if new.number <> (
    select coalesce(max(number), 0) + 1 from exchange_acts where exchange_id = new.exchange_id
  ) then
    raise exception 'acts stand in order'
      using errcode = 'check_violation', constraint = 'exchange_acts_stand_in_order';
  end if;
  -- Who advises is asked for the day of the act: a day long gone would give back what has ended.
  if exists (
    select from exchange_acts a where a.exchange_id = new.exchange_id and a.number = new.number - 1
      and (a.acted_on > new.acted_on or a.acted_at > new.acted_at)
  ) or exists (
    select from exchanges x where x.id = new.exchange_id
      and (x.begun_on > new.acted_on or x.begun_at > new.acted_at)
  ) then
    raise exception 'no act is earlier than the one before it'
      using errcode = 'check_violation', constraint = 'exchange_acts_are_never_earlier';
  end if;
  if new.act = 'wrote' then
    if new."by" <> (select person_id from exchanges where id = new.exchange_id) then
      raise exception 'only whose exchange it is writes to their adviser'
        using errcode = 'check_violation', constraint = 'exchange_acts_are_written_by_oneself';
    end if;
  elsif not advises(new."by", new.exchange_id, new.acted_on) then
    raise exception 'an exchange is advised by who advises in it on that day'
      using errcode = 'check_violation', constraint = 'exchange_acts_are_of_advisers';
  end if;
  if not (case new.act
    when 'wrote' then is_open or is_told or is_logged
    -- Whoever wrote after the end waits for who closed it: that one answers, once.
    when 'answered' then is_open or exists (
      select from exchange_acts
      where exchange_id = new.exchange_id and number = new.number - 1 and act = 'wrote'
    )
    when 'told' then is_logged
    when 'escalated' then is_told
    when 'followed-up' then is_open and is_logged
    else is_open
  end) then
    raise exception 'this act does not follow from what was done before'
      using errcode = 'check_violation', constraint = 'exchange_acts_follow';
  end if;
  return new;
end $$;
