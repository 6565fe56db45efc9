package debug

// For go tool pprof.
import _ "net/http/pprof"
