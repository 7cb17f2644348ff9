BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY;
SELECT pg_export_snapshot() AS snapshot \gset
SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS since \gset
SELECT set_config('idle_in_transaction_session_timeout', greatest(1, :until - :since)::text, true) AS bound \gset
SELECT 'DATABASE ' || json_build_object('database', current_database(), 'pid', pg_backend_pid(), 'snapshot', :'snapshot');
