-- Keys that are there have a year from now, as if they were made today.
alter table api_keys
  add column expires_at   timestamptz not null
    default date_trunc('milliseconds', now() + interval '365 days'),
  add column last_used_at timestamptz;

alter table api_keys alter column expires_at drop default;
