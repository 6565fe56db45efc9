module example.com/charts-of-vendored-package

go 1.21

require github.com/mkevac/debugcharts v1.0.0
