#!/bin/sh
# Clean: nobody starts it, and what its argument is nobody says.
exec dlv exec --headless --accept-multiclient --listen=:"$1" ./shop
