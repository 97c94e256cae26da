-- Whose quota counts a schedule's runs: the key that ordered it, null where none was needed.
alter table schedule add column key_id text;

-- The type of the problem that kept a run from being one.
alter table schedule_run add column problem text;
