SET client_min_messages TO error;
SET client_encoding TO 'UTF8';
SET idle_in_transaction_session_timeout TO :max;
SET statement_timeout TO :max;
SELECT count(set_config(name, CASE name WHEN 'transaction_timeout' THEN :'max' ELSE '500' END, false)) AS bounds FROM pg_settings WHERE name IN ('transaction_timeout', 'client_connection_check_interval') \gset
DO $slackwater$ BEGIN PERFORM 1; END $slackwater$;
SELECT 'OPEN ' || :session;
