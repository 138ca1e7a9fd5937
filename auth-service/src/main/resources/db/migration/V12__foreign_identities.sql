-- A user without a password has an empty hash, which no password has.

-- Who somebody is at a foreign provider. Its e-mail is of no account and not kept.
create table foreign_identities (
  id        uuid         primary key,
  user_id   uuid         not null references users on delete cascade,
  provider  varchar(63)  not null,
  issuer    varchar(500) not null,
  subject   varchar(255) not null,
  name      varchar(255) not null,
  linked_at timestamptz  not null,
  unique (issuer, subject)
);
create index foreign_identities_by_user on foreign_identities (user_id);

-- What must be remembered while a person is away at a provider or has a page before them: used
-- once, by the browser it was given to (empty: any), for some minutes.
create table tickets (
  hash       bytea       primary key,
  kind       varchar(16) not null,
  browser    bytea       not null,
  payload    text        not null,
  expires_at timestamptz not null
);
create index tickets_by_end on tickets (expires_at);

-- A redeemed invitation is gone. Without a tenant it is one to a tenant of one's own.
create table invitations (
  id         varchar(32) primary key,
  code_hash  bytea       not null unique,
  tenant     varchar(63) references tenants,
  role       varchar(16) not null check (role in ('admin', 'owner', 'member', 'viewer')),
  invited_by uuid        not null references users on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index invitations_by_end on invitations (expires_at);
