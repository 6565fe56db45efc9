package vendored

import _ "github.com/else/inner"
