-- When a run that somebody cancelled settles at the latest.
alter table run add column cancel_deadline timestamptz;
create index run_cancelled on run (cancel_deadline) where not settled and cancel_deadline is not null;
