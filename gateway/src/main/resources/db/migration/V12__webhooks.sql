-- Who is told of what, and each telling until it has arrived or was given up.

-- A scan or batch whose end somebody wants to be told of; written before the log has it.
create table callback (
    subject    text        not null primary key,
    kind       text        not null check (kind in ('SCAN', 'BATCH')),
    tenant     text        not null,
    url        text        not null,
    created_at timestamptz not null default now(),
    told_at    timestamptz
);

create index callback_open_batches on callback (created_at) where kind = 'BATCH' and told_at is null;

-- One row a message. The id follows from what it tells of, so that two gateways that notice the
-- same end write the same row.
create table webhook_delivery (
    id           text        not null primary key,
    tenant       text        not null,
    subject      text        not null,
    type         text        not null,
    url          text        not null,
    body         bytea       not null,
    state        text        not null check (state in ('PENDING', 'DELIVERED', 'GIVEN_UP')),
    attempts     integer     not null default 0,
    created_at   timestamptz not null default now(),
    next_at      timestamptz not null default now(),
    give_up_at   timestamptz not null,
    leased_until timestamptz,
    delivered_at timestamptz,
    last_status  integer,
    last_error   text
);

create index webhook_delivery_due on webhook_delivery (next_at) where state = 'PENDING';
create index webhook_delivery_newest on webhook_delivery (tenant, created_at desc, id desc);
create index webhook_delivery_subject on webhook_delivery (subject);

-- What messages are signed with. The one without an end is the present one.
create table webhook_secret (
    tenant     text        not null,
    secret     text        not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz,
    primary key (tenant, secret)
);

create unique index webhook_secret_present on webhook_secret (tenant) where expires_at is null;
