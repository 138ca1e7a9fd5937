-- The read model: one row a job, newest generation only.
create table jobs (
  id text collate "C" primary key,
  tenant text not null,
  submitted_by text not null,
  submitted_at timestamptz not null,
  name text not null,
  state text not null,
  generation bigint not null,
  spec text not null,
  status text not null,
  -- While Accepted: when the command is produced again, and how often it was.
  produce_at timestamptz,
  produced integer not null default 0,
  -- Once terminal: when the row goes.
  expires_at timestamptz
);

create index jobs_of_tenant on jobs (tenant, id desc);
create index jobs_unanswered on jobs (produce_at) where state = 'Accepted';
create index jobs_expiring on jobs (expires_at) where expires_at is not null;

create table idempotency (
  tenant text not null,
  subject text not null,
  key text not null,
  job text collate "C" not null references jobs on delete cascade,
  hash text not null,
  created_at timestamptz not null,
  -- The first request has got its response.
  settled boolean not null default false,
  primary key (tenant, subject, key)
);

create index idempotency_of_job on idempotency (job);
create index idempotency_age on idempotency (created_at);
