// The environment with a default: helpers, cmp.Or, LookupEnv. Where only the port comes from outside, the host decides.
// run: PORT=7189 -
package main

import (
	"cmp"
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

func env(key, fallback string) string {
	if v, ok := os.LookupEnv(key); ok {
		return v
	}
	return fallback
}

func main() {
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(env("ADDR", ":7181"), nil) }() // want [pprof-exposed] ":7181"
	go func() { failed <- http.ListenAndServe(cmp.Or(os.Getenv("DEBUG"), "127.0.0.1:7182"), nil) }()
	local := "127.0.0.1:7183"
	if v := os.Getenv("LOCAL"); v != "" {
		local = v
	}
	go func() { failed <- http.ListenAndServe(local, nil) }()
	go func() { failed <- http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), nil) }()
	port := os.Getenv("NONE")
	if port == "" {
		port = "7184"
	}
	go func() { failed <- http.ListenAndServe("localhost:"+port, nil) }()
	log.Fatal(<-failed)
}
