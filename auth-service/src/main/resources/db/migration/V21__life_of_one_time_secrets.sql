-- Null of a secret without an end: the first administrator's, and those given out before.
alter table users add column one_time_until timestamptz;
