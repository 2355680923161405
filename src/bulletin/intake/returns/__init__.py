"""Returns (报送): what districts and other offices send in, as claims about figures."""
