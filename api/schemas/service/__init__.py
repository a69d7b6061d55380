"""Wire models of what the service keeps."""
