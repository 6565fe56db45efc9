// Package kong stands for github.com/alecthomas/kong.
package kong

import "reflect"

// Parse fills the fields with their defaults.
func Parse(cli any) {
	v := reflect.ValueOf(cli).Elem()
	for i := 0; i < v.NumField(); i++ {
		v.Field(i).SetString(v.Type().Field(i).Tag.Get("default"))
	}
}
