#!/bin/sh
echo 'many
# muxray:ignore route-conflict -- lines
'
cat <<X
# muxray:ignore route-conflict -- a here-document
X
exec /shop
