// A run starts the one that is asked for.
package main

import (
	"log"
	"net/http"
	"os"
)

func main() {
	servers := map[string]*http.Server{
		"old": {Addr: "127.0.0.1:18885", Handler: http.NewServeMux()},
		"new": {Addr: "127.0.0.1:18885", Handler: http.NewServeMux()},
	}
	wanted := "new"
	if len(os.Args) > 1 {
		wanted = os.Args[1]
	}
	failed := make(chan error)
	for name, s := range servers {
		if name == wanted {
			go func() { failed <- s.ListenAndServe() }()
		}
	}
	log.Fatal(<-failed)
}
