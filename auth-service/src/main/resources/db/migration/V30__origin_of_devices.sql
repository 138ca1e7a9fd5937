-- Where a device asked from: for the person who may let it in, and for the limit of a network.
alter table device_codes add column network varchar(32) not null default '';
alter table device_codes add column address varchar(64) not null default 'unknown';
alter table device_codes add column asked_at timestamptz not null default now();
create index device_codes_by_network on device_codes (network, expires_at);
