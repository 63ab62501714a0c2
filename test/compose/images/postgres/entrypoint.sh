#!/bin/sh
# The part of the official image's entrypoint that docker-compose.yml uses: a new data folder is made with user, password,
# database and the scripts of /docker-entrypoint-initdb.d.
set -eu
export PGDATA=/var/lib/postgresql/18/docker
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  mkdir -p "$PGDATA"
  chmod 700 "$PGDATA"
  printf '%s' "$POSTGRES_PASSWORD" >/tmp/password
  initdb --username="$POSTGRES_USER" --pwfile=/tmp/password --auth=scram-sha-256 --encoding=UTF8 --locale=C
  rm /tmp/password
  printf 'host all all all scram-sha-256\n' >>"$PGDATA/pg_hba.conf"
  {
    printf 'CREATE DATABASE %s;\n' "$POSTGRES_DB"
    cat /docker-entrypoint-initdb.d/*.sql
  } | postgres --single -D "$PGDATA" postgres >/dev/null
fi
exec postgres -c listen_addresses='*' -c unix_socket_directories=/tmp
