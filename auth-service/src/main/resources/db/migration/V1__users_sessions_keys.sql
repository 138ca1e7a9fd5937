create table tenants (
  name       varchar(63) primary key,
  generation bigint      not null,
  deleted    boolean     not null,
  created_at timestamptz not null
);

-- What must still be said on sks.tenants: the whole state of a tenant, in the order of the ids.
create table tenant_outbox (
  id      bigint generated always as identity primary key,
  tenant  varchar(63) not null,
  state   text        not null
);

create table users (
  id            uuid primary key,
  name          varchar(63)  not null unique,
  password_hash varchar(200) not null,
  one_time      boolean      not null,
  disabled      boolean      not null,
  tenant        varchar(63)  not null references tenants,
  created_at    timestamptz  not null,
  signed_in_at  timestamptz
);

create table memberships (
  user_id uuid        not null references users on delete cascade,
  tenant  varchar(63) not null references tenants,
  role    varchar(16) not null check (role in ('admin', 'owner', 'member', 'viewer')),
  primary key (user_id, tenant)
);

-- A session is the family of the refresh tokens that came one from the other.
create table sessions (
  id         uuid primary key,
  user_id    uuid        not null references users on delete cascade,
  tenant     varchar(63) not null references tenants,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index sessions_by_user on sessions (user_id);
create index sessions_by_end on sessions (expires_at);

create table refresh_tokens (
  hash       bytea primary key,
  session_id uuid        not null references sessions on delete cascade,
  issued_at  timestamptz not null,
  used_at    timestamptz
);
create index refresh_tokens_by_session on refresh_tokens (session_id);

create table api_keys (
  id          varchar(32)  primary key,
  user_id     uuid         not null references users on delete cascade,
  tenant      varchar(63)  not null references tenants,
  name        varchar(63)  not null,
  secret_hash bytea        not null,
  created_at  timestamptz  not null,
  unique (user_id, name)
);

create table signing_keys (
  kid                 varchar(32) primary key,
  public_key          bytea       not null,
  wrapped_private_key bytea       not null,
  created_at          timestamptz not null
);
