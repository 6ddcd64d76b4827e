pub struct Vehicle {
    pub plate: String,
}
