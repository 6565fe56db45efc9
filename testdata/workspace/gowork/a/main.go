package main

import (
	_ "example.com/b/lib"
	_ "example.org/c"
)

func main() {}
