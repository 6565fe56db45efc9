package lib

import _ "github.com/someone/bare/lib/deep"

const X = 1
