SELECT ((extract(epoch FROM clock_timestamp()) * 1000)::bigint + :max)::text
UNION ALL
(SELECT 'dbname=''' || replace(replace(datname, '\', '\\'), '''', '\''') || '''' FROM pg_database
WHERE datallowconn AND NOT datistemplate ORDER BY datname);
