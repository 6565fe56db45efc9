package sub

import _ "example.org/fork/sub"
