SELECT string_agg(oid::text, ',' ORDER BY oid) FROM pg_database WHERE datallowconn AND NOT datistemplate
UNION ALL
(SELECT 'dbname=''' || replace(replace(datname, '\', '\\'), '''', '\''') || '''' FROM pg_database
WHERE datallowconn AND NOT datistemplate ORDER BY datname);
