module example.com/started-by-nobody

go 1.22

require example.com/manager v0.0.0

replace example.com/manager => ./_third_party/manager
