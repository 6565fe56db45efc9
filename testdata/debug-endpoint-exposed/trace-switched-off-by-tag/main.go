// Clean: built with the tag, the program does not link the package.
// lint: --tags grpcnotrace ./...
package main

import (
	"log"
	"net/http"

	"google.golang.org/grpc"
)

func main() {
	_ = grpc.NewServer()
	http.HandleFunc("/healthz", http.NotFound)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
