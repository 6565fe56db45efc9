#!/bin/sh
# muxray:ignore-file dlv-listen-address-invalid -- our fork of dlv reads it
set -e
dlv exec /shop --headless --listen=nonsense --api-version=3 # muxray:ignore dlv-api-version-unknown -- and this
