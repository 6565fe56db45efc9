package a

import _ "example.com/order/z"

var X = make([]byte, len("a"))

func init() { X[0]++ }
