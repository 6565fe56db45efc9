package main

import (
	_ "example.org/absent/x"
	_ "example.org/excluded"
	_ "example.org/swapped/sub"
	_ "github.com/Upper/Case/sub"
	_ "github.com/Upper/Case/sub/module"
)

func main() {}
