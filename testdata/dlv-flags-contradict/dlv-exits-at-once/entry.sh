#!/bin/sh
# dlv says why, and exits with status 1.

# want [dlv-flags-contradict error] "Error: --continue only works with --headless; use an init file"
dlv exec --continue ./app
# want [dlv-flags-contradict] "Error: --continue requires --accept-multiclient"
dlv debug --headless --continue --listen=127.0.0.1:40000 ./cmd/api
# want [dlv-flags-contradict] "--log-output specified without --log"
dlv exec ./app --headless --listen=127.0.0.1:40000 --log=false --log-output=rpc
# want [dlv-flags-contradict] "--log-output specified without --log"
dlv dap --listen=127.0.0.1:40000 --log-output=dap
# want [dlv-flags-contradict] "Can not use -r and --tty together"
dlv exec --headless --listen=127.0.0.1:40000 --tty /dev/pts/3 -r stdout:out.txt ./app
# want [dlv-flags-contradict] "unknown backend" "lldb"
dlv exec --headless --listen=127.0.0.1:40000 --backend=gdb ./app
