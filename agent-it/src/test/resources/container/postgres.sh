#!/bin/bash
# The part of the official image's entrypoint that the examples use: POSTGRES_DB, POSTGRES_USER, POSTGRES_PASSWORD and its file.
set -eu
export PATH=/usr/lib/postgresql/bin:$PATH
data=/var/lib/postgresql/data/pg
password=${POSTGRES_PASSWORD:-$(cat "${POSTGRES_PASSWORD_FILE:-/dev/null}")}
if [ ! -e "$data/PG_VERSION" ]; then
    initdb -D "$data" -U "$POSTGRES_USER" --auth=scram-sha-256 --pwfile=<(echo "$password") --locale=C >/dev/null
    echo 'host all all all scram-sha-256' >>"$data/pg_hba.conf"
    echo "CREATE DATABASE ${POSTGRES_DB:-$POSTGRES_USER}" | postgres --single -D "$data" postgres >/dev/null
fi
exec postgres -D "$data" -c listen_addresses='*' -c unix_socket_directories=''
