module example.com/embedded

go 1.22

require github.com/gorilla/mux v1.8.1

replace github.com/gorilla/mux => ./_third_party/mux
