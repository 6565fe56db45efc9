package main

import (
	_ "Example.org/Dep"
	_ "example.com/vendored/lib"
)

func main() {}
