// The port is the program's when it runs alone, and dlv's in a container: publishing makes the two meet nowhere.
package main

import (
	"log"
	"net/http"
)

func main() { log.Fatal(http.ListenAndServe(":8080", http.NewServeMux())) }
