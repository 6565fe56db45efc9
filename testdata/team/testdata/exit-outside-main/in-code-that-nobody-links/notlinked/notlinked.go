// Package notlinked is linked by no main package: it is looked at on its own.
package notlinked

import "os"

// Leave leaves.
func Leave() { os.Exit(4) } // want [acme/exit-outside-main] "`notlinked.Leave`"
