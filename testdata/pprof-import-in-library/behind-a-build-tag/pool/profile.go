//go:build pprof

package pool

import _ "net/http/pprof"
