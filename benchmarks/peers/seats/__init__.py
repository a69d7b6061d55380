"""Seats on given sections: who gets which club place (C04), by first come first served, and by ours."""
