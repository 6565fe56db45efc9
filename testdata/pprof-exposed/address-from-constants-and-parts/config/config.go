// Package config holds the addresses.
package config

const (
	// Address is where the service listens.
	Address = ":7001"
	// Port is the port of the second service.
	Port = 7002
)

// Local is this machine.
var Local = "localhost"
