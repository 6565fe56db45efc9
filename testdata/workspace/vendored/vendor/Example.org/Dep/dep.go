package dep

import _ "Example.org/Dep/inner"
