#!/bin/sh
port=$1
shift
exec dlv exec --headless --accept-multiclient --listen=:"$port" ./shop "$@" # want [debugger-port-taken error] "port 8080 before it starts the program"
