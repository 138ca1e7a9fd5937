-- What may ask for tokens on behalf of people. One without a secret is a public client.
create table clients (
  id            varchar(64)   primary key,
  name          varchar(100)  not null,
  secret_hash   bytea,
  redirect_uris text          not null,
  device        boolean       not null,
  created_at    timestamptz   not null
);
insert into clients values ('sks-cli', 'SKS command line', null, 'http://127.0.0.1/callback', true, now());

-- A session of no client is one of the session resource.
alter table sessions add column client_id varchar(64) references clients on delete cascade;
alter table sessions add column scope varchar(200) not null default '';

-- A code's session lives as long as the code until the code is exchanged.
create table authorization_codes (
  hash           bytea        primary key,
  session_id     uuid         not null references sessions on delete cascade,
  client_id      varchar(64)  not null references clients on delete cascade,
  redirect_uri   varchar(4000) not null,
  code_challenge varchar(128) not null,
  nonce          varchar(500),
  expires_at     timestamptz  not null,
  used_at        timestamptz
);
create index authorization_codes_by_session on authorization_codes (session_id);

create table device_codes (
  hash          bytea        primary key,
  user_code     varchar(16)  not null unique,
  client_id     varchar(64)  not null references clients on delete cascade,
  scope         varchar(200) not null,
  expires_at    timestamptz  not null,
  poll_after    timestamptz  not null,
  poll_seconds  int          not null,
  denied        boolean      not null,
  session_id    uuid         references sessions on delete cascade
);
create index device_codes_by_end on device_codes (expires_at);
create index device_codes_by_session on device_codes (session_id);
