"""Publishing: the template, the page and the shelf that its files stand on."""
