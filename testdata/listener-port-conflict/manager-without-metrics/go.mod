module example.com/operator

go 1.23

require sigs.k8s.io/controller-runtime v0.24.1

replace sigs.k8s.io/controller-runtime => ./_third_party/controller-runtime
