// Package config holds the settings.
package config

// HTTP is the part for the listener.
type HTTP struct {
	Address string
}

// Config is all of it.
type Config struct {
	HTTP  HTTP
	Debug string
}

// Default is what holds without a file.
func Default() *Config {
	return &Config{
		HTTP:  HTTP{Address: ":8080"},
		Debug: "127.0.0.1:6060",
	}
}
