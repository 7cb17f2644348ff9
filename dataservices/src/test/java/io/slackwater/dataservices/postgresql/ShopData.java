// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

/**
 * An application's data: types, sequences, a partitioned table, a large object, an extension, a
 * view, names with quotes.
 */
final class ShopData {

  static final String ROLES =
      """
      CREATE ROLE shop_owner NOLOGIN;
      CREATE ROLE "shop Writer" LOGIN PASSWORD 'first' CONNECTION LIMIT 7;
      COMMENT ON ROLE "shop Writer" IS 'writes; it''s the "app"
      of the shop';
      GRANT shop_owner TO "shop Writer";
      ALTER ROLE "shop Writer" SET work_mem TO '5MB';
      """;

  static final String DATABASE =
      """
      CREATE DATABASE shop OWNER shop_owner TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8' CONNECTION LIMIT 90;
      ALTER DATABASE shop SET search_path TO app, public;
      ALTER DATABASE shop SET statement_timeout TO '1h';
      ALTER ROLE "shop Writer" IN DATABASE shop SET lock_timeout TO '3s';
      REVOKE CONNECT ON DATABASE shop FROM PUBLIC;
      GRANT CONNECT, TEMPORARY ON DATABASE shop TO "shop Writer" WITH GRANT OPTION;
      COMMENT ON DATABASE shop IS 'the shop''s \\ data';
      CREATE DATABASE "odd = 'name' \\ host=nowhere";
      """;

  static final String TABLES =
      """
      CREATE EXTENSION pgcrypto;
      CREATE SCHEMA app AUTHORIZATION shop_owner;
      SET search_path TO app, public;
      CREATE TYPE state AS ENUM ('new', 'paid', 'sent');
      CREATE DOMAIN amount AS numeric(12,2) CHECK (VALUE >= 0);
      CREATE TABLE customer (id bigserial PRIMARY KEY, name text NOT NULL, address jsonb, tags text[], seen timestamptz);
      CREATE TABLE "Order ""1"" x" (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer bigint REFERENCES customer,
        state state NOT NULL, total amount, note bytea, made timestamptz NOT NULL DEFAULT '2026-01-01Z');
      CREATE INDEX ON "Order ""1"" x" (state, made DESC) WHERE state <> 'sent';
      CREATE TABLE event (at date NOT NULL, what text) PARTITION BY RANGE (at);
      CREATE TABLE event_2026 PARTITION OF event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
      CREATE VIEW open_orders AS SELECT * FROM "Order ""1"" x" WHERE state = 'new';
      CREATE FUNCTION total_of(bigint) RETURNS numeric LANGUAGE sql STABLE AS 'SELECT sum(total) FROM app."Order ""1"" x" WHERE customer = $1';
      CREATE TABLE written (id bigserial PRIMARY KEY, at timestamptz NOT NULL DEFAULT clock_timestamp());
      ALTER TABLE customer OWNER TO shop_owner;
      GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA app TO "shop Writer";
      INSERT INTO customer (name, address, tags, seen)
        SELECT 'Zoë ' || i, jsonb_build_object('street', i, 'x', E'quote '' and \\\\'), ARRAY['a', 'b' || i], '2026-01-01Z'::timestamptz + i * interval '1 min'
        FROM generate_series(1, 5000) i;
      INSERT INTO "Order ""1"" x" (customer, state, total, note)
        SELECT 1 + i % 5000, (ARRAY['new', 'paid', 'sent'])[1 + i % 3]::state, i / 100.0, digest(i::text, 'sha256')
        FROM generate_series(1, 50000) i;
      INSERT INTO event SELECT '2026-01-01'::date + i % 365, repeat('x', i % 50) FROM generate_series(1, 2000) i;
      SELECT lo_from_bytea(424242, decode(repeat('00ff17', 100000), 'hex'));
      """;

  /** One line for everything but what the concurrent writer writes. */
  static final String CHECKSUM =
      """
      SELECT 'customers', count(*), md5(string_agg(c::text, '|' ORDER BY id)) FROM app.customer c;
      SELECT 'orders', count(*), md5(string_agg(o::text, '|' ORDER BY id)) FROM app."Order ""1"" x" o;
      SELECT 'events', count(*), md5(string_agg(e::text, '|' ORDER BY at, what)) FROM app.event e;
      SELECT 'large object', md5(lo_get(424242));
      SELECT 'function', app.total_of(17), (SELECT count(*) FROM app.open_orders);
      SELECT 'identity', last_value FROM app."Order ""1"" x_id_seq";
      SELECT 'path', current_setting('search_path'), current_setting('statement_timeout');
      SELECT 'privileges', relname, relacl, pg_get_userbyid(relowner) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = 'app' ORDER BY 2;
      SELECT 'database', pg_get_userbyid(datdba), pg_encoding_to_char(encoding), datcollate, datctype, datconnlimit,
        (SELECT string_agg(a::text, ' ' ORDER BY a::text) FROM unnest(datacl) a),
        shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database();
      SELECT 'settings', setrole::regrole, s FROM pg_db_role_setting c, unnest(setconfig) s
        WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database()) AND s NOT LIKE 'slackwater.%' ORDER BY 2, 3;
      """;

  private ShopData() {}
}
