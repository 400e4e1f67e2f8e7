"""Questions before and after the numbers: question sets, the blind seal, and what answers become."""
