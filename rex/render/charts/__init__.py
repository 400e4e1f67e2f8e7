"""Charts as SVG text: literal colours in attributes, classes that let a page override them."""
