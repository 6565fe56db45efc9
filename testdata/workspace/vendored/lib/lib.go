package lib

import _ "example.org/other/pkg"
