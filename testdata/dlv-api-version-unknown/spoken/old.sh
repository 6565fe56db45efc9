#!/bin/sh
# This release of Delve still has both.
go install github.com/go-delve/delve/cmd/dlv@v1.22.1
dlv exec --headless --api-version=1 --listen=127.0.0.1:$PORT ./app
