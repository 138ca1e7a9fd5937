-- What must still be said on sks.revocations. Triggers write it, so that no way to end a session or
-- a key can forget to, and it is in the same transaction.
create table revocation_outbox (
  id      bigint generated always as identity primary key,
  session varchar(64) not null,
  at      timestamptz not null default now()
);

create function note_ended_session() returns trigger language plpgsql as $$
begin
  insert into revocation_outbox (session) values (old.id::text);
  return null;
end $$;

create trigger sessions_revoked after update on sessions for each row
  when (old.revoked_at is null and new.revoked_at is not null) execute function note_ended_session();
create trigger sessions_removed after delete on sessions for each row
  when (old.revoked_at is null and old.expires_at > now()) execute function note_ended_session();
create trigger api_keys_removed after delete on api_keys for each row
  execute function note_ended_session();
