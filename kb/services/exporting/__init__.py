"""What officials attach: a round as tables, as a report and as a dossier, to each as far as they may know."""
