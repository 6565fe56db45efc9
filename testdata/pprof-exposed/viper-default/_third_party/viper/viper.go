// Package viper stands for github.com/spf13/viper.
package viper

var defaults = map[string]any{}

// SetDefault sets a default.
func SetDefault(key string, value any) { defaults[key] = value }

// GetString looks a key up.
func GetString(key string) string {
	s, _ := defaults[key].(string)
	return s
}
