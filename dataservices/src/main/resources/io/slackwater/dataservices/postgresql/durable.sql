BEGIN READ WRITE;
SET LOCAL synchronous_commit TO local;
DO $slackwater$ BEGIN PERFORM pg_logical_emit_message(true, 'slackwater', 'barred'); END $slackwater$;
COMMIT;
SELECT 'ONCE ' || 0;
