// Package debug brings the profiler along.
package debug

//muxray:ignore-file pprof-import-in-library -- every program here is internal

import _ "net/http/pprof"
