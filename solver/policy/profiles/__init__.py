"""Policy profiles, one TOML file each."""
