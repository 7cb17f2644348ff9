SELECT set_config('idle_in_transaction_session_timeout', greatest(1, :until - (extract(epoch FROM clock_timestamp()) * 1000)::bigint)::text, true) AS bound \gset
SELECT 'HELD ' || ((extract(epoch FROM clock_timestamp()) * 1000)::bigint - :since);
