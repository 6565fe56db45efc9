#!/bin/sh
# What is started is named behind the image.
exec podman run --rm -dp 2345:2345 -v "$PWD:/src" -w /src golang:1.26 dlv debug ./cmd/shop --headless -l :2345 # want [debugger-exposed note] "port `2345`"
