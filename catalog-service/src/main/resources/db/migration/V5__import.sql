-- What each import found: a restore point, or why there is none. Of a whole repository the manifest is ''.

create table import_finding (
  run_id        text    not null,
  repository    text    not null,
  manifest      text    not null,
  attempt       integer not null,
  restore_point text,
  added         boolean not null default false,
  reason        text,
  primary key (run_id, repository, manifest)
);
