// Package diag switches the profiles on.
package diag

import _ "net/http/pprof"
