#!/bin/sh
# The whole set: nothing is missing.
dlv exec --headless --continue --accept-multiclient --log --log-output=rpc --listen=127.0.0.1:40000 ./app
# --log=true counts, and so does a flag behind the binary.
dlv exec ./app --headless --listen=127.0.0.1:40000 --log-output=rpc --log=true
# What is missing may stand in the variable.
dlv exec --continue $DLV_FLAGS ./app
dlv debug --log-output=rpc $DLV_FLAGS ./cmd/api
# Switched off, so there is nothing to contradict.
dlv exec --headless --continue=false --listen=127.0.0.1:40000 ./app
# Only one of the two.
dlv exec --headless --listen=127.0.0.1:40000 --tty /dev/pts/3 ./app
dlv exec --headless --listen=127.0.0.1:40000 --backend=lldb -r stdout:out.txt ./app
# --continue is the program's.
dlv exec --headless --listen=127.0.0.1:40000 ./app -- --continue
