-- Every namespace of a cluster, with an application in it or none, as discovery listed them last.

create table cluster_namespaces (
  cluster   text primary key,
  listed_at timestamptz not null,
  names     jsonb       not null
);
