-- Runs, their tasks, restore points, what executors say of themselves, the event log and the outbox.

create table run (
  id             text primary key,
  kind           text,
  state          text        not null,
  settled        boolean     not null,
  application    text        not null,
  cluster        text        not null,
  namespace      text        not null,
  restore_point  text,
  correlation_id text,
  created_at     timestamptz not null,
  document       jsonb       not null
);
create index run_by_application on run (application, created_at desc, id desc);
create index run_by_correlation on run (correlation_id) where correlation_id is not null;
create index run_by_time on run (created_at desc, id desc);
create index run_open on run (cluster, namespace) where not settled;

-- A task's columns beside its document are what the supervisor looks for.
create table task (
  id         text primary key,
  run_id     text    not null references run (id),
  cluster    text    not null,
  executor   text,
  kind       text,
  status     text    not null,
  attempt    integer not null,
  sequence   bigint  not null,
  not_after  timestamptz,
  due_at     timestamptz,
  document   jsonb   not null
);
create index task_of_run on task (run_id);
create index task_open on task (status) where status in ('PLANNED', 'QUEUED', 'ACCEPTED', 'WAITING', 'RUNNING');

create table restore_point (
  id          text primary key,
  run_id      text        not null,
  application text        not null,
  state       text        not null,
  created_at  timestamptz not null,
  document    jsonb       not null
);
create index restore_point_by_time on restore_point (created_at desc, id desc);
create index restore_point_by_application on restore_point (application, created_at desc, id desc);

-- A pinned restore point is in use: it is not retired.
create table restore_point_pin (
  restore_point text        not null references restore_point (id),
  run_id        text        not null references run (id),
  pinned_at     timestamptz not null default now(),
  primary key (restore_point, run_id)
);
create index restore_point_pin_of_run on restore_point_pin (run_id);

-- Requests that were answered, so that each is answered once.
create table request_answer (
  request_id  text primary key,
  answered_at timestamptz not null default now()
);

create table application (
  id        text primary key,
  cluster   text  not null,
  namespace text  not null,
  document  jsonb not null
);
create index application_by_namespace on application (cluster, namespace);

-- seen_at is this database's time: executors' clocks are not compared.
create table executor (
  id       text        not null,
  cluster  text        not null,
  kind     text        not null,
  sequence bigint      not null,
  seen_at  timestamptz not null,
  working  jsonb       not null,
  primary key (id, cluster)
);

-- transaction orders the log: rows are shown once no older transaction is open, so that a reader
-- that has gone past a position misses nothing before it.
create table event_log (
  id             bigint generated always as identity primary key,
  transaction    bigint      not null default (pg_current_xact_id()::text::bigint),
  event_id       text        not null,
  source         text        not null,
  type           text        not null,
  application    text,
  run_id         text,
  cluster        text,
  correlation_id text,
  at             timestamptz not null,
  logged_at      timestamptz not null default now(),
  data           jsonb       not null
);
create unique index event_log_once on event_log (source, event_id);
create index event_log_order on event_log (transaction, id);
create index event_log_age on event_log (logged_at);

create table outbox (
  id         bigint generated always as identity primary key,
  topic      text        not null,
  record_key text,
  headers    jsonb       not null,
  value      bytea,
  created_at timestamptz not null default now()
);
