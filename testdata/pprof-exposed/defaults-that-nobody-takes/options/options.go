// Package options says where to serve.
package options

// Serving is where to serve.
type Serving struct{ Address string }

// Public serves on all interfaces.
func Public() *Serving { return &Serving{Address: "0.0.0.0:6060"} }

// Local serves on loopback.
func Local() *Serving { return &Serving{Address: "127.0.0.1:6060"} }
