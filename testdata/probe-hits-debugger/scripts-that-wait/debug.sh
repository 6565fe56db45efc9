#!/bin/sh
dlv exec --headless --accept-multiclient --continue --listen=:40003 ./app &
# want [probe-hits-debugger warning] "so it never succeeds"
while ! curl --silent http://localhost:40003; do
  sleep 1
done
