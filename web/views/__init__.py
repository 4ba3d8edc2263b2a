"""What pages show, ready for templates: pictures, tables, facts with their proof."""
