module example.com/command-in-a-table

go 1.23

require example.com/cli v1.0.0

replace example.com/cli => ./_third_party/cli
