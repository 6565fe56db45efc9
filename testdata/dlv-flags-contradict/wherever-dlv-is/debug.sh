#!/bin/bash
$GOPATH/bin/dlv exec --headless --continue ./bin/shop # want [dlv-flags-contradict] "requires --accept-multiclient"
"$(go env GOPATH)/bin/dlv" exec --headless --continue ./bin/shop # want [dlv-flags-contradict] "requires --accept-multiclient"
${GOPATH:-$HOME/go}/bin/dlv exec --headless --continue ./bin/shop # want [dlv-flags-contradict] "requires --accept-multiclient"
`go env GOPATH`/bin/dlv exec --headless --continue ./bin/shop # want [dlv-flags-contradict] "requires --accept-multiclient"
# Clean: these only look for it.
ls -l "$GOPATH/bin/dlv" --headless --continue
"${GOPATH}/bin/${DLV:-$TOOL}" exec --headless --continue ./bin/shop
