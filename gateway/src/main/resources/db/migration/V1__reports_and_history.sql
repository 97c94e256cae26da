-- Reports and finished jobs. Both are partitioned by day, so that what is past its retention is
-- dropped with its partition and leaves no dead rows. The gateway makes the partitions.

-- One row a report. The body is the JSON document as it is served, byte for byte.
create table report (
    stored_on       date        not null,
    scan_id         text        not null,
    kind            text        not null check (kind in ('teaser', 'full')),
    tenant          text        not null,
    batch_id        text,
    url             text        not null,
    score           double precision,
    keyphrase_count integer,
    stored_at       timestamptz not null,
    sha256          bytea       not null,
    body            bytea       not null,
    primary key (scan_id, kind, stored_on)
) partition by range (stored_on);

create index report_batch on report (batch_id) where batch_id is not null;

-- One row a finished job. The state is the Avro event of scan-jobs as it was read.
create table job_history (
    finished_on  date        not null,
    scan_id      text        not null,
    tenant       text        not null,
    batch_id     text,
    batch_index  integer     not null,
    url          text        not null,
    host         text        not null,
    status       text        not null,
    cause        text,
    version      bigint      not null,
    submitted_at timestamptz not null,
    finished_at  timestamptz not null,
    state        bytea       not null,
    primary key (scan_id, finished_on)
) partition by range (finished_on);

create index job_history_newest on job_history (tenant, submitted_at desc, scan_id desc);
create index job_history_host on job_history (tenant, host, submitted_at desc, scan_id desc);
create index job_history_batch on job_history (batch_id, batch_index) where batch_id is not null;
create index job_history_url on job_history (tenant, md5(url), finished_at desc)
    where status = 'FULL_READY';

-- Full reports that somebody has paid for.
create table unlock (
    scan_id     text        not null primary key,
    tenant      text        not null,
    unlocked_at timestamptz not null
);

-- Keys that all gateways share, made once by the first that needs one.
create table gateway_secret (
    name       text        not null primary key,
    secret     bytea       not null,
    created_at timestamptz not null default now()
);
