-- Which token it was given for, and whether one that was given for it has been used.
alter table refresh_tokens
  add column parent     bytea,
  add column superseded boolean not null default false;
