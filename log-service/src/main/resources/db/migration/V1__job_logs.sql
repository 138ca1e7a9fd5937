-- A job whose log has begun. Its row is locked while something is appended.
create table job_log (
  job text primary key,
  tenant text not null,
  bytes bigint not null default 0,
  seq bigint not null default 0,
  truncated boolean not null default false,
  appended_at timestamptz not null default now()
);

create index job_log_appended_at on job_log (appended_at);

-- Up to where a source is kept, and whether it has ended.
create table log_source (
  job text not null references job_log on delete cascade,
  attempt integer not null,
  source text not null,
  next_offset bigint not null,
  ended boolean not null,
  primary key (job, attempt, source)
);

-- Whole lines, in the order of their arrival (seq, per job). size is of the text, uncompressed.
create table log_chunk (
  job text not null references job_log on delete cascade,
  seq bigint not null,
  attempt integer not null,
  source text not null,
  at timestamptz not null,
  source_offset bigint not null,
  length bigint not null,
  size integer not null,
  text bytea not null,
  primary key (job, seq)
);

-- It comes compressed.
alter table log_chunk alter column text set storage external;
