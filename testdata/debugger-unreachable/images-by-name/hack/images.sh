#!/bin/sh
cd "$(dirname "$0")/.."
docker build -t example.com/twice -f build/Dockerfile.debug --target shop .
docker build -t example.com/twice -f build/Dockerfile.debug --target replaced .
# Who knows what is built there?
cd "$CHECKOUT"
docker build -t example.com/unknown -f build/Dockerfile.debug --target shop .
