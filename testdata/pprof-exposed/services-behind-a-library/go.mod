module example.com/services-behind-a-library

go 1.23

require example.com/runner v0.0.0

replace example.com/runner => ./_third_party/runner
