"""The bureau's indicators, each with a fixed numerator and denominator."""
