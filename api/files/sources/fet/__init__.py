"""Files of FET (free timetabling software, lalescu.ro/liviu/fet), versions 5 and 6: what they hold, and the week that they mean."""
