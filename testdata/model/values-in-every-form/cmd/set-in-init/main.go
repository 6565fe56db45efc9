// Package variables that an init sets, one of them only where the environment says so.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"

	"example.com/values/conf"
)

func main() {
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(conf.Addr, nil) }() // want [pprof-exposed] ":7111"
	go func() { failed <- http.ListenAndServe(conf.Debug, nil) }()
	go func() { failed <- http.ListenAndServe(conf.Other, nil) }()
	log.Fatal(<-failed)
}
