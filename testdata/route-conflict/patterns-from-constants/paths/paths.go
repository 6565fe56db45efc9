package paths

const (
	base = "/api/"

	// Orders is the path of orders.
	Orders = base + "orders"
	// Items is the path of items.
	Items = base + `items`
)
