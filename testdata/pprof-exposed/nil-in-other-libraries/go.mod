module example.com/nil-in-other-libraries

go 1.22

require (
	github.com/justinas/alice v1.2.0
	go.opencensus.io v0.24.0
)

replace (
	github.com/justinas/alice => ./_third_party/alice
	go.opencensus.io => ./_third_party/opencensus
)
