package q

import _ "github.com/v/w"
