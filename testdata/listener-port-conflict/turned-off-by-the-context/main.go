// Clean: main puts into the context what turns the probes of the shared package off, so that the port is free.
package main

import (
	"context"
	"log"
	"net/http"

	"example.com/turned-off-by-the-context/shared"
)

func main() {
	ctx := shared.WithProbesDisabled(context.Background())
	go func() { log.Fatal(http.ListenAndServe(":8080", http.NewServeMux())) }()
	shared.Main(ctx)
}
