package pool

import _ "net/http/pprof"
