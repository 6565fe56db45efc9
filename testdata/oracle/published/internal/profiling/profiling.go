// Package profiling brings the delta profiles.
package profiling

import _ "github.com/grafana/pyroscope-go/godeltaprof/http/pprof"
