package m

var X = make([]byte, len("m"))

func init() { X[0]++ }
