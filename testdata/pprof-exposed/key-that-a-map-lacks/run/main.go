// Who asks for a mode that there is not comes to the listener.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

var modes = map[string]func(){"once": func() { log.Println("once") }}

func main() {
	if f := modes[os.Getenv("MODE")]; f != nil {
		f()
		return
	}
	log.Fatal(http.ListenAndServe(":8081", nil)) // want [pprof-exposed @run] ":8081"
}
