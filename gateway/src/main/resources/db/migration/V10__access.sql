-- Who may call, and how much. Of a key only the digest is kept.
create table api_key (
    id                  text        not null primary key,
    tenant              text        not null,
    name                text        not null,
    plan                text        not null check (plan in ('teaser', 'premium')),
    scopes              text[]      not null,
    requests_per_second integer     not null check (requests_per_second > 0),
    urls_per_day        integer     not null check (urls_per_day > 0),
    sha256              bytea       not null,
    created_at          timestamptz not null default now(),
    expires_at          timestamptz,
    revoked_at          timestamptz
);

-- What is left of a key's allowances, for all gateways together. Small and often updated: room in
-- each page keeps the updates there.
create table api_key_allowance (
    key_id  text             not null,
    policy  text             not null,
    level   double precision not null,
    granted integer          not null,
    at      timestamptz      not null,
    primary key (key_id, policy)
) with (fillfactor = 40);
