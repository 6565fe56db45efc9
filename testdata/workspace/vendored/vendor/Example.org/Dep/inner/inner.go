package inner

import _ "net/http"
