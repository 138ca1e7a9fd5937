-- The first tenants have what was the quota of all.
alter table tenants
  add column deleted_at timestamptz,
  add column cpu        varchar(32) not null default '32',
  add column memory     varchar(32) not null default '128Gi',
  add column pods       integer     not null default 200;

alter table tenants
  alter column cpu    drop default,
  alter column memory drop default,
  alter column pods   drop default;

create index sessions_by_tenant on sessions (tenant) where revoked_at is null;
