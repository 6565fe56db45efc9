// Package routes is clean: a program that was not looked at may need its ignore.
package routes

import "net/http"

// Count says how many.
func Count() int { return 1 }

// Register panics in a program that has such a route already.
func Register(mux *http.ServeMux) {
	//muxray:ignore route-conflict -- command b is never built with Go 1.22
	mux.HandleFunc("/a/{y}", func(http.ResponseWriter, *http.Request) {})
}
