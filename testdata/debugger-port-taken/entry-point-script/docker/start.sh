#!/bin/sh
set -e
# Whoever sets DEBUG gets the debugger.
if [ -n "$DEBUG" ]; then
	exec dlv exec --headless --accept-multiclient --listen=:${DEBUG_PORT:-2345} "$1" -- -v # want [debugger-port-taken error] "port 8080 before it starts the program"
fi
# Clean: without DEBUG the program is started as it is.
exec "$@"
