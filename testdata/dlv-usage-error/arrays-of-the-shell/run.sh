#!/bin/bash
# An array goes on over the end of a line.
command=(./bin/api -config api.conf)
if [[ "$DEBUG" == true ]]; then
	command=(dlv --headless=true --listen=127.0.0.1:2345 exec
		"${command[0]}" -- "${command[@]:1}")
fi
"${command[@]}"
# What stands behind it is the next command.
missing=(dlv --headless=true --listen=127.0.0.1:2346 exec) # want [dlv-usage-error] "without a binary"
./bin/api
