-- What tenant the access token given with it was for. A session may have gone on to another since.
alter table refresh_tokens add column tenant varchar(63);
