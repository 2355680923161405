"""Facts and findings become words; nothing here computes a figure or knows a page."""
