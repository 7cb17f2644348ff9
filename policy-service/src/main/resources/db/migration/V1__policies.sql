-- Policies, as their owners wrote them.
create table policy (
    name       text primary key,
    version    bigint      not null,
    document   jsonb       not null,
    created_at timestamptz not null,
    updated_at timestamptz not null
);

-- What discovery-service last said of each application. One that is gone keeps its row without a
-- composition, so that an older event that comes late does not bring it back.
create table application (
    id          text primary key,
    composition jsonb,
    seen_at     timestamptz not null
);

-- The next turn of each application under each policy.
create table fire (
    policy      text        not null,
    application text        not null,
    fire_time   timestamptz not null,
    due_at      timestamptz not null,
    primary key (policy, application)
);
create index fire_due on fire (due_at);
create index fire_application on fire (application);

-- Turns that were not taken, and why.
create table skipped_fire (
    policy      text        not null,
    application text        not null,
    fire_time   timestamptz not null,
    reason      text        not null,
    recorded_at timestamptz not null,
    primary key (policy, application, fire_time)
);

-- Backup runs. The id is derived from what made the run: made twice, it is one row.
create table run (
    id          text primary key,
    application text        not null,
    policy      text,
    request     text,
    fire_time   timestamptz,
    approach    text        not null,
    planned_at  timestamptz not null,
    not_after   timestamptz not null,
    outcome     text,
    settled_at  timestamptz
);
create index run_of_policy on run (policy, application, planned_at desc);
create index run_open on run (policy, application) where outcome is null;

-- Restores, which catalog-service plans. A restore may be settled here before its plan is seen.
create table restore (
    run         text primary key,
    application text        not null,
    not_after   timestamptz not null,
    settled     boolean     not null
);
create index restore_open on restore (application) where not settled;

-- Requests that were answered.
create table request (
    id          text        not null,
    application text        not null,
    answered_at timestamptz not null,
    primary key (id, application)
);

-- Events of committed transactions, on their way to Kafka.
create table outbox (
    id         bigint generated always as identity primary key,
    topic      text        not null,
    record_key text,
    headers    jsonb       not null,
    value      bytea,
    created_at timestamptz not null default now()
);
