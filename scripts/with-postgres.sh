#!/usr/bin/env bash
# with-postgres.sh CMD…: runs CMD beside a throw-away PostgreSQL and gives CMD's exit code.
#
# CMD finds the server's URL in VARDE_TEST_POSTGRES. The server listens on the loopback address with a password of its own
# (other users of the machine can reach that address too) and is stopped and removed whatever happens to CMD.
set -euo pipefail

say() { echo "with-postgres: $*" >&2; }

if [ $# -eq 0 ]; then
    say "usage: with-postgres.sh CMD…"
    exit 2
fi

# Debian keeps each version's programs in a folder of its own; take the newest, else what the path has.
bin=
for initdb in $(ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -rV) "$(command -v initdb || true)"; do
    folder=$(dirname "$initdb")
    if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ] && [ -x "$folder/postgres" ]; then
        bin=$folder
        break
    fi
done
if [ -z "$bin" ]; then
    say "PostgreSQL's server is not installed; install the Debian package \`postgresql\`"
    exit 2
fi

# PostgreSQL refuses to run as root; Debian's package brings a user for it.
as_server=()
if [ "$(id -u)" -eq 0 ]; then
    if ! id postgres >/dev/null 2>&1; then
        say "the user \`postgres\` is missing; install the Debian package \`postgresql\`"
        exit 2
    fi
    as_server=(runuser -u postgres --)
fi

dir=
child=
tidy() {
    trap - EXIT
    trap '' INT TERM HUP
    if [ -n "$child" ]; then
        kill "$child" 2>/dev/null || true
        wait "$child" 2>/dev/null || true
    fi
    if [ -n "$dir" ]; then
        if [ -e "$dir/data/postmaster.pid" ]; then
            pg_ctl -m immediate stop >/dev/null 2>&1 || true
        fi
        rm -rf "$dir"
    fi
}
# Run in the folder itself, because the server's user may not enter the caller's.
in_dir() { (cd "$dir" && exec "${as_server[@]}" "$@"); }
pg_ctl() { in_dir "$bin/pg_ctl" -D "$dir/data" -w "$@"; }
trap tidy EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# In /tmp, because the path of a socket holds at most 107 bytes.
dir=$(mktemp -d /tmp/varde-postgres.XXXXXX)
password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
(umask 077 && printf '%s\n' "$password" >"$dir/password")
if [ ${#as_server[@]} -gt 0 ]; then
    chown -R postgres "$dir"
fi

if ! in_dir "$bin/initdb" -D "$dir/data" -U varde -A scram-sha-256 --pwfile="$dir/password" \
    -E UTF8 --locale=C --no-sync >"$dir/initdb.log" 2>&1; then
    cat "$dir/initdb.log" >&2
    say "PostgreSQL could not make its files"
    exit 2
fi

# Nobody can keep a free port free, so try some below those that the kernel gives out.
port=
for _ in 1 2 3 4 5 6 7 8 9 10; do
    try=$((20000 + RANDOM % 12000))
    if pg_ctl -l "$dir/log" start -o "-p $try -k $dir -c listen_addresses=127.0.0.1 -c fsync=off \
        -c synchronous_commit=off -c full_page_writes=off" >/dev/null 2>&1; then
        port=$try
        break
    fi
done
if [ -z "$port" ]; then
    tail -n 20 "$dir/log" >&2
    say "PostgreSQL did not start"
    exit 2
fi

say "$("$bin/postgres" --version) on 127.0.0.1:$port, removed when \`$1\` ends"
export VARDE_TEST_POSTGRES="postgres://varde:$password@127.0.0.1:$port/postgres"
export VARDE_TEST_POSTGRES_REQUIRED=1

# In the background, so that a signal stops the server at once; with the caller's input, and interruptible as in the foreground.
env --default-signal=INT,QUIT -- "$@" <&0 &
child=$!
code=0
wait "$child" || code=$?
child=
exit "$code"
