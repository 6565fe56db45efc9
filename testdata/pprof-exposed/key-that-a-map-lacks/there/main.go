// Clean: the key is there, so nobody listens on all interfaces.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

var modes = map[string]func(){"local": func() { log.Println(http.ListenAndServe("127.0.0.1:8082", nil)) }}

func main() {
	if f := modes["local"]; f != nil {
		f()
		return
	}
	log.Fatal(http.ListenAndServe(":8081", nil))
}
