-- A key is published from its creation, and signs from here until the next one does.
alter table signing_keys add column active_from timestamptz;
update signing_keys set active_from = created_at;
alter table signing_keys alter column active_from set not null;
