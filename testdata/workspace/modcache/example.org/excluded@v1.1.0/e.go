package excluded

import _ "example.org/low"
