"""Who could do what, who could stop it, and what is the least that had to be otherwise: questions to the kernel."""
