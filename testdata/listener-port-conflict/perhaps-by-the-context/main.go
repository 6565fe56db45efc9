// Another key is put into the context, and the one that turns the probes off only where the environment says so.
package main

import (
	"context"
	"log"
	"net/http"
	"os"

	"example.com/perhaps-by-the-context/shared"
)

func main() {
	ctx := shared.WithQuiet(context.Background())
	if os.Getenv("PROBES") == "off" {
		ctx = shared.WithProbesDisabled(ctx)
	}
	go func() { log.Fatal(http.ListenAndServe(":8080", http.NewServeMux())) }()
	shared.Main(ctx)
}
