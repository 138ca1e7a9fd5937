-- What administrators and owners did. The event is the JSON that goes to the bus and to readers; the
-- other columns are what it is found by.
create table audit_events (
  id     varchar(26)  primary key,
  at     timestamptz  not null,
  actor  varchar(100) not null,
  action varchar(64)  not null,
  target varchar(200) not null,
  tenant varchar(63),
  event  text         not null
);
create index audit_events_by_tenant on audit_events (tenant, id);
create index audit_events_by_actor on audit_events (actor, id);
create index audit_events_by_target on audit_events (target, id);
create index audit_events_by_time on audit_events (at);

-- No mistake of ours changes what happened. Retention says that it is retention.
create function refuse_change_of_audit() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('sks.audit_retention', true) = 'on' then
    return old;
  end if;
  raise exception 'audit events are not changed';
end $$;
create trigger audit_events_stay before update or delete on audit_events for each row
  execute function refuse_change_of_audit();
create trigger audit_events_all_stay before truncate on audit_events for each statement
  execute function refuse_change_of_audit();

-- What must still be said on sks.audit.
create table audit_outbox (
  id     bigint generated always as identity primary key,
  tenant varchar(63) not null,
  event  text        not null
);
create function note_audit_event() returns trigger language plpgsql as $$
begin
  insert into audit_outbox (tenant, event) values (coalesce(new.tenant, '-'), new.event);
  return null;
end $$;
create trigger audit_events_published after insert on audit_events for each row
  execute function note_audit_event();

alter table memberships add column since timestamptz;
update memberships m set since = u.created_at from users u where u.id = m.user_id;
alter table memberships
  alter column since set default date_trunc('milliseconds', now()),
  alter column since set not null;
create index memberships_by_tenant on memberships (tenant);
