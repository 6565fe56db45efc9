// A released dependency and the standard library, linked together. Nothing here registers a route.
package main

import (
	"fmt"
	_ "net/http/pprof"

	_ "example.com/published/internal/profiling"
)

func main() { fmt.Println("main runs") }
