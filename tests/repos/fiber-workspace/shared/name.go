package shared

// Name of the warehouse.
const Name = "warehouse"
