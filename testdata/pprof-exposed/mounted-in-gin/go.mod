module example.com/mounted-in-gin

go 1.22

require github.com/gin-gonic/gin v1.9.1

replace github.com/gin-gonic/gin => ./_third_party/gin
