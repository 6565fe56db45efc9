package y

var X = make([]byte, len("y"))

func init() { X[0]++ }
