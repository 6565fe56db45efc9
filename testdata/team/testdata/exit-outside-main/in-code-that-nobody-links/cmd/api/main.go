package main

import (
	"os"

	"example.com/acme/shop/clock"
	"example.com/acme/shop/store"
)

func main() {
	if clock.Now() == 0 || store.Open() == nil {
		// Clean: main may end.
		os.Exit(1)
	}
}
