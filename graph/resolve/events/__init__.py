"""Which rows tell of one event, and which of a part of a larger one."""
