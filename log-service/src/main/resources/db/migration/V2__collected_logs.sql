-- An attempt whose pods' lines collectors bring. told_at: when no more pods of it came.
create table collected_attempt (
  job text not null references job_log on delete cascade,
  attempt integer not null,
  namespace text not null,
  told_at timestamptz,
  kept boolean not null default false,
  primary key (job, attempt)
);

create index collected_attempt_ending on collected_attempt (told_at)
  where told_at is not null and not kept;

-- How far the runtime's files of a source are taken: position in the newest one, the newest stamp
-- of those before it and of all. Stamps are nanoseconds since the epoch. awaited: the stamp of the
-- last line, where that is known. begun: the text of a line whose end has not come.
create table collected_source (
  job text not null,
  attempt integer not null,
  source text not null,
  file_offset bigint not null default -1,
  older bigint not null default -1,
  newest bigint not null default -1,
  awaited bigint,
  begun bytea not null default '',
  primary key (job, attempt, source),
  foreign key (job, attempt) references collected_attempt on delete cascade
);
