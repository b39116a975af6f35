"""What a buyer or a stranger may look up: papers, seals, lots. Nobody is asked who she is."""
