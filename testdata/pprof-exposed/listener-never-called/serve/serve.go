// Package serve has more functions than this program uses.
package serve

import "net/http"

// Local serves this machine.
func Local() error { return http.ListenAndServe("127.0.0.1:6060", nil) }

// World serves everybody.
func World() error { return http.ListenAndServe(":6060", nil) }
