module example.com/other-router

go 1.20

require github.com/go-chi/chi/v5 v5.0.12

replace github.com/go-chi/chi/v5 => ./_third_party/chi
