package d

import _ "example.com/order/b"
import _ "example.com/order/m"

var X = make([]byte, len("c/d"))

func init() { X[0]++ }
