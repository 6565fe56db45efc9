#!/bin/sh
export PORT=9000
dlv debug ./cmd/env --headless --listen=:40000
