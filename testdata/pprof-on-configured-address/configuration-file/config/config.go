// Package config reads the configuration.
package config

import (
	"encoding/json"
	"fmt"
	"os"
)

// Config is the configuration.
type Config struct {
	Admin string `json:"admin"`
}

// Load reads it.
func Load() (*Config, error) {
	text := fmt.Sprintf(`{"admin": %q}`, os.Getenv("ADMIN"))
	c := new(Config)
	if err := json.Unmarshal([]byte(text), c); err != nil {
		return nil, err
	}
	return c, nil
}
