package b

var X = make([]byte, len("b"))

func init() { X[0]++ }
