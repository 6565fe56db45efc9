package main

import (
	_ "example.org/x"
	_ "example.org/z"
)

func main() {}
