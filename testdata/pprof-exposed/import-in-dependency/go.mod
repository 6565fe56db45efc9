module example.com/import-in-dependency

go 1.22

require example.org/service v1.0.0

replace example.org/service => ./_third_party/service
