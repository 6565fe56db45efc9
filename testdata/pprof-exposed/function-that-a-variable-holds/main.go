// What a package variable only holds runs where somebody uses the variable.
package main

import (
	"log"
	_ "net/http/pprof"

	"example.com/function-that-a-variable-holds/shared"
)

func main() {
	failed := make(chan error)
	shared.Steps(failed)
	go func() { failed <- shared.ServePlain() }()
	log.Fatal(<-failed)
}
