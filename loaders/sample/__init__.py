"""Reports to try the product with: invented events in real places, written as Word files."""

from loaders.sample.build import build_sample

__all__ = ["build_sample"]
