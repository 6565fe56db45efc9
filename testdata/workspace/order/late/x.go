package late

import _ "example.com/order/a"
import _ "example.com/order/c/d"

var X = make([]byte, len("late"))

func init() { X[0]++ }
