module example.com/on-routers-of-others

go 1.22

require (
	github.com/gin-gonic/gin v1.9.1
	github.com/go-chi/chi/v5 v5.0.12
)

replace (
	github.com/gin-gonic/gin => ./_third_party/gin
	github.com/go-chi/chi/v5 => ./_third_party/chi
)
