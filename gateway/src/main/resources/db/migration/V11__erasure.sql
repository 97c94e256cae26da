-- Tenants that want to be forgotten: what they ordered up to then.
create table tenant_erasure (
    tenant        text        not null primary key,
    requested_at  timestamptz not null,
    nothing_since timestamptz,
    finished_at   timestamptz
);
