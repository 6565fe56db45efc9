// grpc links golang.org/x/net/trace unless the tag grpcnotrace is set; its pages answer this machine only.
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
