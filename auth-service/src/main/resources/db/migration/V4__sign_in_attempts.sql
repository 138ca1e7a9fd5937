-- Attempts to sign in that did not succeed, by account ('account:ada', also of names that do not
-- exist) and by network address. Old ones are removed.
create table sign_in_attempts (
  subject      varchar(100) primary key,
  failures     int          not null,
  last_at      timestamptz  not null,
  locked_until timestamptz  not null
);
create index sign_in_attempts_by_time on sign_in_attempts (last_at);
