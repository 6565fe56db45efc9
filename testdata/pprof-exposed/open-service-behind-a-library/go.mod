module example.com/open-service-behind-a-library

go 1.23

require example.com/runner v0.0.0

replace example.com/runner => ./_third_party/runner
