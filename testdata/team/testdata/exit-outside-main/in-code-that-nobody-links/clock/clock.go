package clock

import "example.com/acme/shop/store"

type system struct{}

func (system) Exit(int) {}

// Now is clean: it says os.Exit only in a comment, in a text, and of other things that are called so.
func Now() int {
	var sys system
	sys.Exit(1)
	_ = "os.Exit(1)"
	// os.Exit(1)
	store.Open().Must()
	return 1
}
