package pool

import _ "net/http/pprof" // want [pprof-import-in-library] "net/http/pprof"
