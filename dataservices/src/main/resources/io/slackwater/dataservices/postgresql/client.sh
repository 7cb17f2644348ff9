# Runs a PostgreSQL client tool beside the server, as the superuser the image was set up with.
# Arguments: the name of the session, then the tool and its arguments. No secret is an argument:
# the password is read from the container's own environment or file.
v() {
  eval "r=\${$1-}"
  [ -n "$r" ] || { eval "f=\${$1_FILE-}"; [ -z "$f" ] || r=$(cat "$f"); }
  [ -n "$r" ]
}
export PGAPPNAME="$1"
shift
e=
for b in /usr/local/pgsql/bin /usr/pgsql-*/bin /usr/lib/postgresql/*/bin /opt/bitnami/postgresql/bin; do
  [ ! -d "$b" ] || e=:$b$e
done
PATH=$PATH$e
if v POSTGRESQL_POSTGRES_PASSWORD || v POSTGRES_POSTGRES_PASSWORD; then
  PGUSER=postgres w=$r
else
  if v POSTGRES_USER || v POSTGRESQL_USERNAME; then PGUSER=$r; fi
  w=
  if v POSTGRES_PASSWORD || v POSTGRESQL_PASSWORD; then w=$r; fi
fi
[ -z "$w" ] || export PGPASSWORD="$w"
PGPORT=${PGPORT:-${POSTGRESQL_PORT_NUMBER:-5432}}
h=127.0.0.1
for b in /tmp /run/postgresql /var/run/postgresql "${PGHOST-}"; do
  [ ! -S "$b/.s.PGSQL.$PGPORT" ] || h=$b
done
export PATH PGPORT PGHOST="$h" PGUSER="${PGUSER:-postgres}" PGCONNECT_TIMEOUT=15 LC_ALL=C
unset PGSERVICE PGOPTIONS PGHOSTADDR PGDATABASE PGCLIENTENCODING
exec "$@"
