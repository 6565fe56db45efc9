// The init of an imported package has taken the port before main starts.
package main

import (
	"log"
	"net/http"

	_ "example.com/init-listens-too/debug"
)

func main() {
	log.Fatal(http.ListenAndServe(":6060", http.NotFoundHandler())) // want [listener-port-conflict error] ":6060"
}
