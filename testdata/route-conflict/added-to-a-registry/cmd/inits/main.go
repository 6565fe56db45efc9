// Two packages add a route each when they are initialised; main installs what is there.
package main

import (
	"log"
	"net/http"

	_ "example.com/added-to-a-registry/files"
	"example.com/added-to-a-registry/registry"
	_ "example.com/added-to-a-registry/search"
)

func main() {
	mux := http.NewServeMux()
	registry.Install(mux)
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
