pub use fleet_model::Vehicle;
