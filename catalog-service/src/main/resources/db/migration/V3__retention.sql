-- What each policy last said is to be kept of an application.

create table keep_rules (
  application text        not null,
  policy      text        not null,
  planned_at  timestamptz not null,
  rules       jsonb       not null,
  primary key (application, policy)
);

create index run_retiring on run (application, restore_point) where kind in ('RETIRE', 'MAINTENANCE');
