#!/bin/sh
go install github.com/go-delve/delve/cmd/dlv@latest
# want [dlv-api-version-unknown error] "have no version 1 of the API" "Delve latest"
dlv exec --headless --api-version 1 --listen=127.0.0.1:40000 ./app
