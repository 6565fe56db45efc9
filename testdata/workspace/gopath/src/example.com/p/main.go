package main

import (
	_ "example.com/q"
	_ "plain/r"
)

func main() {}
