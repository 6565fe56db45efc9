module example.com/servers-behind-one-call

go 1.22

require example.org/chal v1.0.0

replace example.org/chal => ./_third_party/chal
