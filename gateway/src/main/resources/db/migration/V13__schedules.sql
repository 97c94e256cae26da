-- Batches that are ordered again and again.

create table schedule (
    id            text        not null primary key,
    tenant        text        not null,
    request_hash  text        not null,
    request       bytea       not null, -- as its owner wrote it, in one form
    batch         bytea       not null, -- the order of each run's batch
    cron          text,
    zone          text,
    every_seconds bigint,
    callback_url  text,
    max_drop      double precision,
    created_at    timestamptz not null default now(),
    next_at       timestamptz not null,
    leased_until  timestamptz
);

create index schedule_due on schedule (next_at);
create index schedule_tenant on schedule (tenant, created_at desc, id desc);

-- One row a run. It is over once its batch is and its scores were compared with the run before.
create table schedule_run (
    schedule_id text        not null references schedule (id) on delete cascade,
    run_at      timestamptz not null,
    batch_id    text        not null,
    started_at  timestamptz not null default now(),
    finished_at timestamptz,
    fell        integer,
    error       text,
    primary key (schedule_id, run_at)
);

create index schedule_run_open on schedule_run (started_at) where finished_at is null;
