"""What routers and command line both call."""
