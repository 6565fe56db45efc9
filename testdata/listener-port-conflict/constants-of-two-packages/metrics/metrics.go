package metrics

import "strconv"

const port = 9090

// Address is where the metrics are.
var Address = ":" + strconv.Itoa(port)
