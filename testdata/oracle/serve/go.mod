module muxray.test/serve

go 1.21
