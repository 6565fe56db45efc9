package z

import _ "example.com/order/y"

var X = make([]byte, len("z"))

func init() { X[0]++ }
