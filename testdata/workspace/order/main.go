package main

import (
	_ "example.com/order/a"
	_ "example.com/order/b"
	_ "example.com/order/late"
	_ "example.com/order/m"
)

func init() { println() }

func main() {}
