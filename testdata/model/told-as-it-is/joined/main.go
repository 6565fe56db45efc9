// A path that is joined ends in no slash.
package main

import (
	"log"
	"net/http"
	"os"
	"path"
)

func ok(http.ResponseWriter, *http.Request) {}

func main() {
	base := "/" + os.Getenv("BASE")
	mux := http.NewServeMux()
	mux.HandleFunc(path.Join(base, "files/"), ok)
	mux.HandleFunc("/", ok)
	log.Fatal(http.ListenAndServe("127.0.0.1:18831", mux))
}
