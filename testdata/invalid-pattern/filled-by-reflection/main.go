// Clean: whoever takes anything may fill it.
package main

import (
	"log"
	"net/http"
	"reflect"
)

func fill(config any) {
	value := reflect.ValueOf(config).Elem()
	for n := range value.NumField() {
		if field := value.Field(n); field.Kind() == reflect.Struct {
			fill(field.Addr().Interface())
		} else {
			field.SetString(value.Type().Field(n).Tag.Get("default"))
		}
	}
}

func main() {
	config := struct {
		Metrics struct {
			Route string `default:"/metrics"`
		}
	}{}
	fill(&config)
	mux := http.NewServeMux()
	mux.HandleFunc(config.Metrics.Route, http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
