SET slackwater.raise TO :'raise';
SET slackwater.until TO :'until';
SET slackwater.databases TO :'databases';
BEGIN;
DO $slackwater$
DECLARE
until timestamptz := least(clock_timestamp() + current_setting('slackwater.raise')::bigint * interval '1 ms', to_timestamp(current_setting('slackwater.until')::bigint / 1000.0));
tried timestamptz;
tables text;
missed text;
holders text;
BEGIN
LOOP
BEGIN
tried := clock_timestamp();
PERFORM set_config('lock_timeout', greatest(50, least(500, (extract(epoch FROM until - clock_timestamp()) * 1000)::bigint))::text, true);
SELECT string_agg(format('%I.%I', nspname, relname), ', ' ORDER BY c.oid) INTO tables FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
WHERE relkind IN ('r', 'p') AND relpersistence <> 't' AND c.oid >= 16384;
IF tables IS NOT NULL THEN EXECUTE 'LOCK TABLE ' || tables || ' IN SHARE MODE'; END IF;
LOCK TABLE pg_catalog.pg_largeobject, pg_catalog.pg_largeobject_metadata, pg_catalog.pg_database, pg_catalog.pg_namespace, pg_catalog.pg_proc, pg_catalog.pg_type, pg_catalog.pg_class IN SHARE MODE;
SELECT string_agg(c.oid::regclass::text, ', ') INTO missed FROM pg_class c
WHERE relkind IN ('r', 'p') AND relpersistence <> 't' AND c.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_locks l
WHERE l.pid = pg_backend_pid() AND l.relation = c.oid AND l.mode = 'ShareLock' AND l.granted AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()));
EXIT WHEN missed IS NULL;
RAISE lock_not_available USING MESSAGE = 'made meanwhile: ' || missed;
EXCEPTION WHEN lock_not_available OR deadlock_detected OR undefined_table OR invalid_schema_name THEN
IF clock_timestamp() >= until THEN
SELECT string_agg(DISTINCT format('%s (%s) by %s', l.relation::regclass, l.mode, coalesce(format('pid %s application_name ''%s'' state %s since %s', a.pid, a.application_name, a.state, a.xact_start), 'a prepared transaction')), '; ') INTO holders
FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
WHERE l.locktype = 'relation' AND l.granted AND l.pid IS DISTINCT FROM pg_backend_pid() AND (a.xact_start IS NULL OR a.xact_start < tried)
AND l.mode IN ('RowExclusiveLock', 'ShareUpdateExclusiveLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
AND (l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND EXISTS (SELECT FROM pg_class c WHERE c.oid = l.relation AND relkind IN ('r', 'p', 'm')) OR l.relation = 'pg_database'::regclass);
RAISE EXCEPTION 'database % is still written to: %', current_database(), coalesce(holders, SQLERRM);
END IF;
PERFORM pg_sleep(0.05);
END;
END LOOP;
IF current_setting('slackwater.databases') IS DISTINCT FROM (SELECT string_agg(oid::text, ',' ORDER BY oid) FROM pg_database WHERE datallowconn AND NOT datistemplate) THEN
RAISE EXCEPTION 'a database was made or dropped since the barrier was prepared: prepare it again';
END IF;
END $slackwater$;
SET LOCAL lock_timeout TO 0;
SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS since, count(*) AS locks FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'relation' AND mode = 'ShareLock' AND granted \gset
SELECT set_config('idle_in_transaction_session_timeout', greatest(1, :until - (extract(epoch FROM clock_timestamp()) * 1000)::bigint)::text, true) AS bound \gset
SELECT 'DATABASE ' || json_build_object('database', current_database(), 'pid', pg_backend_pid(), 'relations', :locks, 'position', CASE WHEN pg_is_in_recovery() THEN NULL ELSE pg_current_wal_insert_lsn() END);
