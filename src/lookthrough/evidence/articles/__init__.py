"""From a layout to articles: which piece plays which role, where articles begin, when they were published."""
