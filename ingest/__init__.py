"""From a file to a Plan: text, outline, owners, targets, dates, technologies, metadata."""
